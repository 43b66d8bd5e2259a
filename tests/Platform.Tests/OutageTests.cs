using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>The database of one service goes away and comes back; nothing is parked for it, and nothing lost.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly TimeSpan quickly = TimeSpan.FromSeconds(30);

    private Samples samples = null!;

    public async ValueTask InitializeAsync() => samples = await Samples.Start();

    public ValueTask DisposeAsync() => samples.DisposeAsync();

    [Fact]
    public async Task Ten_minutes_without_the_database_park_nothing_and_count_no_attempt()
    {
        var before = await samples.Put("before");
        await samples.Until("the first is through", async () => await samples.Effects(before) == (1, 1, 1));
        Assert.Equal(200, (await samples.Host.WithoutToken().Get("/health/ready")).Status);

        var restore = await TakeAway("beta");
        var notes = new List<Guid>();
        for (var i = 0; i < 5; i++)
            notes.Add(await samples.Put($"meanwhile {i}")); // recording goes on
        await samples.Until("readiness says so", async () => (await Missing())
            .Any(x => x.Contains("beta-count-note: paused since", StringComparison.Ordinal)));
        Assert.Contains(await Missing(), x => x.StartsWith("beta: database", StringComparison.Ordinal));
        for (var minute = 0; minute < 10; minute++)
        {
            samples.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        }
        var rows = (await samples.Waiting()).Where(x => x.Type == typeof(NoteWritten).FullName).ToList();
        Assert.Equal(5, rows.Count);
        Assert.All(rows, x => Assert.Equal(0, x.Attempts));
        Assert.Empty(await samples.Alpha(db => db.Parked.ToListAsync()));
        Assert.Equal(503, (await samples.Host.WithoutToken().Get("/health/ready")).Status);
        Assert.Equal(200, (await samples.Host.WithoutToken().Get("/health/live")).Status);

        await restore();
        foreach (var note in notes)
            await samples.Until("work has resumed", async () => await samples.Effects(note) == (1, 1, 1), quickly);
        Assert.Empty(await samples.Parked());
        await samples.Until("it is ready again", async () => (await samples.Host.WithoutToken().Get("/health/ready")).Status == 200);
    }

    [Fact]
    public async Task What_waits_for_one_database_does_not_hold_up_what_goes_to_another()
    {
        await samples.Host.Settle();
        var restore = await TakeAway("beta");
        // More than the relay takes at once; the message to alpha's own handler is behind all of them.
        await samples.Alpha(db => db.Write(() =>
        {
            for (var i = 0; i < 450; i++)
                db.Enqueue(new NoteWritten(Guid.CreateVersion7(), $"waits {i}"));
            return Task.FromResult(true);
        }, default));
        samples.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var last = new NoteCounted(Guid.CreateVersion7(), 1);
        await samples.Alpha(db => db.Write(() => { db.Enqueue(last); return Task.FromResult(true); }, default));
        await samples.Until("the one behind them is through", () =>
            samples.Alpha(db => db.Effects.AnyAsync(x => x.Note == last.Id && x.Handler == "mark")), TimeSpan.FromMilliseconds(100));

        await restore();
        await samples.Until("the others are through", () => samples.Beta(async db => await db.Effects.CountAsync() == 450), quickly);
    }

    [Fact]
    public async Task A_request_to_a_service_without_its_database_is_503_with_a_problem()
    {
        await samples.Host.Settle();
        var restore = await TakeAway("alpha");
        var answer = await samples.Put(Guid.CreateVersion7());
        Assert.Equal((503, "service.busy"), (answer.Status, answer.Code));
        await restore();
        await samples.Put("works again");
    }

    private async Task<List<string>> Missing() =>
        [.. JsonSerializer.Deserialize<JsonElement>((await samples.Host.WithoutToken().Get("/health/ready")).Text).GetProperty("missing")
            .EnumerateArray().Select(x => x.GetString()!)];

    /// <returns>Brings it back.</returns>
    private async Task<Func<Task>> TakeAway(string service)
    {
        await using var scope = samples.Host.Services.CreateAsyncScope();
        SupplyDb db = service == "alpha" ? scope.ServiceProvider.GetRequiredService<AlphaDb>()
            : scope.ServiceProvider.GetRequiredService<BetaDb>();
        var connection = db.Database.GetConnectionString()!;
        return TestDatabase.IsPostgres ? await Rename(new NpgsqlConnectionStringBuilder(connection).Database!)
            : TestDatabase.IsSqlServer ? await Offline(db.Database.GetDbConnection().Database)
            : Hide(new SqliteConnectionStringBuilder(connection).DataSource);
    }

    // A folder in the place of the file: permissions would not stop a test that runs as root.
    private static Func<Task> Hide(string file)
    {
        SqliteConnection.ClearAllPools();
        string[] parts = [.. new[] { "", "-wal", "-shm" }.Select(x => file + x).Where(File.Exists)];
        foreach (var part in parts)
            File.Move(part, part + ".away");
        Directory.CreateDirectory(file);
        return () =>
        {
            Directory.Delete(file);
            foreach (var part in parts)
                File.Move(part + ".away", part);
            return Task.CompletedTask;
        };
    }

    private static async Task<Func<Task>> Rename(string database)
    {
        await TestDatabase.OnServer($"ALTER DATABASE {database} WITH ALLOW_CONNECTIONS false",
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'",
            $"ALTER DATABASE {database} RENAME TO {database}_away");
        return () => TestDatabase.OnServer($"ALTER DATABASE {database}_away RENAME TO {database}",
            $"ALTER DATABASE {database} WITH ALLOW_CONNECTIONS true");
    }

    private static async Task<Func<Task>> Offline(string database)
    {
        await TestDatabase.OnServer($"ALTER DATABASE {database} SET OFFLINE WITH ROLLBACK IMMEDIATE");
        return () => TestDatabase.OnServer($"ALTER DATABASE {database} SET ONLINE");
    }
}
