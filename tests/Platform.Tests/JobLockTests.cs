using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>The lock of a job belongs to a session of the server: what if the session ends before the run?</summary>
public sealed class JobLockTests : IAsyncLifetime
{
    private TestDatabase? database;
    private ServiceHost host = null!;

    public async ValueTask InitializeAsync()
    {
        ClockworkCopies.NeedPostgres();
        database = new TestDatabase(TestServer.Postgres);
        host = await ServiceHost.Start([new AlphaService()], postgres: true, on: database);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task A_run_whose_session_the_server_ends_is_stopped_and_says_so_and_the_job_is_free()
    {
        var runs = host.Services.GetRequiredService<Runs>();
        runs.Hold();
        var started = await host.As(Roles.Operator).Post("/alpha/ops/jobs/wait-for-gate/run");
        Assert.Equal(202, started.Status);
        var holder = Assert.Single(await Holders());
        Assert.Equal([true], await host.Db<AlphaDb, List<bool>>(db => db.Database
            .SqlQuery<bool>($"SELECT pg_terminate_backend({holder}) AS \"Value\"").ToListAsync()));

        var run = "/alpha/ops/jobs/wait-for-gate/runs/" + started.Json.GetProperty("id").GetGuid();
        await ClockworkCopies.Until("the run is stopped", async () => await Status(run) == "failed");
        Assert.Contains("lock was lost", (await host.As(Roles.Operator).Get(run)).Json.GetProperty("note").GetString(),
            StringComparison.Ordinal);
        Assert.Empty(await Holders());

        runs.Hold().SetResult();
        var next = await host.As(Roles.Operator).Post("/alpha/ops/jobs/wait-for-gate/run?wait=60");
        Assert.Equal((200, "done"), (next.Status, next.Json.GetProperty("status").GetString()));
    }

    /// <summary>
    /// A machine without power says nothing to the server. That cannot be made here; what can be known is what the server was told to
    /// do: 5 s of silence and three questions of 2 s each, 11 s in all.
    /// </summary>
    [Fact]
    public async Task The_server_gives_up_a_client_that_says_nothing_within_15_seconds()
    {
        var settings = await host.Db<AlphaDb, List<string>>(db => db.Database.SqlQuery<string>($"""
            SELECT current_setting('tcp_keepalives_idle') || ' ' || current_setting('tcp_keepalives_interval') || ' '
                || current_setting('tcp_keepalives_count') || ' ' || current_setting('tcp_user_timeout') || ' '
                || current_setting('lock_timeout') AS "Value"
            """).ToListAsync());
        Assert.Equal(["5 2 3 11000 10s"], settings);
    }

    private Task<List<int>> Holders() => host.Db<AlphaDb, List<int>>(db => db.Database.SqlQuery<int>($"""
        SELECT pid AS "Value" FROM pg_locks JOIN pg_database d ON d.oid = database
        WHERE locktype = 'advisory' AND d.datname = current_database()
        """).ToListAsync());

    private async Task<string?> Status(string run) =>
        (await host.As(Roles.Operator).Get(run)).Json.GetProperty("status").GetString();
}
