using static Supply.Platform.Tests.ClockworkCopies;

namespace Supply.Platform.Tests;

/// <summary>What Hangfire by itself does not do well, and this system does all the same.</summary>
public sealed class JobClusterTrapTests : IAsyncLifetime
{
    private readonly ClockworkCopies copies = new();

    public async ValueTask InitializeAsync() => await copies.Create();

    public ValueTask DisposeAsync() => copies.DisposeAsync();

    [Fact]
    public async Task The_lock_that_a_dead_copy_leaves_stops_the_schedule_no_longer_than_15_seconds()
    {
        await copies.Migrate();
        await Task.WhenAll(copies.Start("one"), copies.Start("two"));
        await Until("the jobs run", async () => await copies.Runs("tick") is { Count: > 0 });
        copies.Kill("one");
        // What a copy holds while it looks what is due: a row, which nobody takes away from a process that is gone.
        await copies.Execute("""
            DELETE FROM hangfire.lock;
            INSERT INTO hangfire.lock (resource, updatecount, acquired)
            VALUES ('hangfire:recurring-jobs:lock', 0, now()), ('hangfire:locks:schedulepoller', 0, now())
            """);
        var left = TimeProvider.System.GetUtcNow();
        // A run or two that were queued before may still come.
        await Until("the schedule goes on", async () => (await copies.Runs("tick")).Count(x => x.StartedAt > left) > 3);
        var first = (await copies.Runs("tick")).Where(x => x.StartedAt > left).ElementAt(3).StartedAt;
        Assert.True(first - left < TimeSpan.FromSeconds(15), $"It stood still for {first - left}.");
    }

    [Fact]
    public async Task A_copy_that_is_stopped_in_a_run_and_woken_again_never_runs_beside_the_one_that_took_over()
    {
        await copies.Migrate();
        await copies.Start("one", "clockwork lacks tick beat");
        await Until("progress of the long run is seen", async () => await copies.Runs("linger") is [{ Status: "running", Items: > 1 }]);
        await copies.Start("two");
        await copies.Signal("one", "STOP");
        await Until("Hangfire has given the run to the other", async () => await Processing("linger") == 2);
        await copies.GoesOn("tick");
        await copies.GoesOn("beat");
        Assert.Equal(1, await copies.Lingered()); // it waits: the stopped copy has the job's lock

        await copies.Signal("one", "CONT");
        await Until("the other has done it", async () =>
            await copies.Runs("linger") is [{ Status: "stopped" or "failed" }, { Status: "done" }]);
        AssertOneAtATime(await copies.Runs("linger"));
        Assert.Equal((2, "recovery@two"), (await copies.Lingered(), (await copies.Runs("linger"))[1].By));
        Assert.True(copies.IsRunning("one"));
    }

    [Fact]
    public async Task A_copy_of_an_older_version_that_meets_a_job_that_it_does_not_know_passes_it_on_and_disables_nothing()
    {
        await copies.Migrate();
        await copies.Start("new");
        await Until("the jobs run", async () => await copies.Runs("tick") is { Count: > 0 });
        copies.Kill("new");
        // As a version with newer assemblies would have stored it.
        await copies.Execute("""
            UPDATE hangfire.hash
            SET value = replace(replace(value, 'Version=1.0.0.0', 'Version=9.0.0.0'), 'Version=1.8.25.0', 'Version=9.0.0.0')
            WHERE field = 'Job'
            """);
        await copies.Start("old", "clockwork lacks tick");
        await Until("the old copy has met the job", async () =>
            (await copies.Texts("SELECT value FROM hangfire.jobparameter WHERE name = 'PassedOn'")).Count > 0);
        Assert.Equal(["0"], await copies.Texts("""
            SELECT COUNT(*)::text FROM hangfire.hash
            WHERE key = 'recurring-job:beta:tick' AND field IN ('Error', 'RetryAttempt') AND value NOT IN ('', '0')
            """));
        Assert.Contains("beta:tick", await copies.Texts("SELECT value FROM hangfire.set WHERE key = 'recurring-jobs'"));
        await copies.Start("new");
        await copies.GoesOn("tick");
    }

    [Fact]
    public async Task A_schedule_that_was_disabled_is_put_right_by_the_next_copy_that_starts()
    {
        await copies.Migrate();
        await copies.Start("one");
        await Until("the jobs run", async () => await copies.Runs("tick") is { Count: > 0 });
        copies.Kill("one");
        // As Hangfire leaves it after five times of not being able to load the job.
        await copies.Execute("""
            UPDATE hangfire.set SET score = -1 WHERE key = 'recurring-jobs' AND value = 'beta:tick';
            INSERT INTO hangfire.hash (key, field, value) VALUES ('recurring-job:beta:tick', 'Error', 'could not be loaded')
            ON CONFLICT (key, field) DO UPDATE SET value = EXCLUDED.value;
            """);
        await copies.Start("two");
        await copies.GoesOn("tick");
    }

    private async Task<int> Processing(string job)
    {
        var count = await copies.Texts($"""
            SELECT COUNT(*)::text FROM hangfire.state s JOIN hangfire.job j ON j.id = s.jobid
            WHERE s.name = 'Processing' AND j.arguments::text LIKE '%{job}%'
            """);
        return int.Parse(count[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
