using static Supply.Platform.Tests.ClockworkCopies;

namespace Supply.Platform.Tests;

/// <summary>Copies of the version before Hangfire, with Quartz in the same database, run beside new ones.</summary>
public sealed class UpgradeFromQuartzTests : IAsyncLifetime
{
    private readonly ClockworkCopies copies = new();

    public async ValueTask InitializeAsync() => await copies.Create();

    public ValueTask DisposeAsync() => copies.DisposeAsync();

    [Fact]
    public async Task Both_schedulers_may_fire_the_same_job_and_the_old_tables_may_go_while_an_old_copy_runs()
    {
        await copies.Migrate();
        await BackToTheVersionBefore();
        await copies.RunToEnd("clockwork quartz tables");
        await Task.WhenAll(copies.Start("old-1", "clockwork quartz"), copies.Start("old-2", "clockwork quartz"));
        await Until("the old copies run the jobs", async () => (await copies.Runs("tick"))
            .Count(x => x.By.StartsWith("quartz@", StringComparison.Ordinal)) > 2);

        // A new copy that starts too early waits; then migrate runs while the old copies are at work.
        await copies.Start("new");
        Assert.Equal(503, (await copies.Ready("new")).Status);
        await copies.Migrate();
        Assert.Equal(["0"], await copies.Texts("SELECT COUNT(*)::text FROM pg_tables WHERE tablename LIKE 'qrtz%'"));
        await Until("the new copy runs the jobs", async () => (await copies.Runs("tick")).Count(x => x.By == "schedule@new") > 2);
        AssertOneAtATime(await copies.Runs("tick"));
        Assert.True(copies.IsRunning("old-1") && copies.IsRunning("old-2"));
        Assert.Equal(200, (int)(await copies.Http("old-1").GetAsync("/health/serving")).StatusCode);

        // Back to the old version: its migrate makes its tables again, and both fire.
        await copies.RunToEnd("clockwork quartz tables");
        await copies.Start("old-3", "clockwork quartz");
        var since = TimeProvider.System.GetUtcNow();
        await Until("both versions run the jobs", async () =>
            (await copies.Runs("tick")).Where(x => x.StartedAt > since).Select(x => x.By.Split('@')[0]).Distinct().Count() == 2);
        AssertOneAtATime(await copies.Runs("tick"));
    }

    private Task BackToTheVersionBefore() => copies.Execute("""
        DROP SCHEMA hangfire CASCADE;
        DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '2_DropQuartzTables'
        """);
}
