using System.Net;
using System.Text.Json;
using static Supply.Platform.Tests.ClockworkCopies;

namespace Supply.Platform.Tests;

/// <summary>Several copies of a service share its jobs.</summary>
public sealed class JobClusterTests : IAsyncLifetime
{
    private readonly ClockworkCopies copies = new();

    public async ValueTask InitializeAsync() => await copies.Create();

    public ValueTask DisposeAsync() => copies.DisposeAsync();

    [Fact]
    public async Task Two_copies_run_a_job_once_and_a_run_by_hand_not_beside_it()
    {
        await copies.Migrate();
        await Task.WhenAll(copies.Start("one"), copies.Start("two"));
        await Until("the jobs run", async () => await copies.Runs("tick") is { Count: > 0 });

        var began = TimeProvider.System.GetUtcNow();
        // Asked for while it runs, by schedule or by hand, it is the run that is under way; at last each copy has run it by hand.
        var byHand = new List<Task<JsonElement>>();
        await Until("each copy has run it by hand", async () =>
        {
            foreach (var node in (string[])["one", "two", "one", "two"])
                byHand.Add(Post(node, "/beta/ops/jobs/tick/run?wait=60"));
            var runs = await Task.WhenAll(byHand);
            return runs.Select(x => x.GetProperty("by").GetString()).Intersect(["operator@one", "operator@two"]).Count() == 2;
        });
        Assert.All(await Task.WhenAll(byHand), x =>
            Assert.Equal(("done", 1), (x.GetProperty("status").GetString(), x.GetProperty("items").GetInt32())));
        await Until("the schedule has fired eight times more", async () => (await Scheduled(began)) >= 8);

        var runs = await copies.Runs("tick");
        var seconds = (TimeProvider.System.GetUtcNow() - began).TotalSeconds;
        // Once a second, whoever runs it; a busy machine makes up for what it was late with, and two copies would double it.
        var scheduled = await Scheduled(began);
        Assert.True(scheduled <= (1.5 * seconds) + 3, $"{scheduled} runs in {seconds} s");
        AssertOneAtATime(runs);
        Assert.Equal(["operator@one", "operator@two"], runs.Select(x => x.By).Where(x => x.StartsWith("operator", StringComparison.Ordinal))
            .Distinct().Order());
        Assert.Contains("beta tick", await copies.Http("one").GetStringAsync("/beta/ops/tareas/recurring"), StringComparison.Ordinal);
        Assert.Equal(1, await copies.Lingered()); // at the start of the cluster, not of each copy
    }

    [Fact]
    public async Task A_loop_of_each_copy_runs_a_job_that_is_due_all_the_time_never_beside_another_and_outlives_a_copy()
    {
        await copies.Migrate();
        await Task.WhenAll(copies.Start("one"), copies.Start("two"));
        await Until("both copies run it", async () => (await copies.Runs("beat")).Select(x => x.By).Distinct().Count() == 2);
        AssertOneAtATime(await copies.Runs("beat"));
        copies.Kill("one");
        await copies.GoesOn("beat");
        Assert.Equal("every 0.3 s", await Schedule("two", "beat"));
        Assert.DoesNotContain("beta:beat", await copies.Texts("SELECT value FROM hangfire.set WHERE key = 'recurring-jobs'"));
    }

    [Fact]
    public async Task A_run_whose_copy_is_killed_is_shown_as_lost_and_taken_over_by_the_other_within_15_seconds()
    {
        await copies.Migrate();
        await Task.WhenAll(copies.Start("one"), copies.Start("two"));
        await Until("progress of the long run is seen", async () =>
            await copies.Runs("linger") is [{ Status: "running", Items: > 1, Note: "run 1" }]);
        var first = Assert.Single(await copies.Runs("linger"));
        var (victim, other) = first.By == "schedule@one" ? ("one", "two") : ("two", "one");

        copies.Kill(victim);
        var killed = TimeProvider.System.GetUtcNow();
        var shown = await copies.LastRun(other, "linger"); // on busy cores it has been taken over before it is looked at
        Assert.True(
            shown.GetProperty("status").GetString() == "lost" || shown.GetProperty("by").GetString() == $"recovery@{other}", $"{shown}");
        await Until("the other has taken the run over", async () =>
            await copies.Runs("linger") is [{ Status: "lost" }, { Status: "done" }]);
        var second = (await copies.Runs("linger"))[1];
        Assert.Equal(($"recovery@{other}", 2, "run 2"), (second.By, await copies.Lingered(), second.Note));
        Assert.True(second.StartedAt - killed < TimeSpan.FromSeconds(15), $"It took {second.StartedAt - killed}.");
        await copies.GoesOn("tick");
        AssertOneAtATime(await copies.Runs("tick"));
        Assert.Equal(2, await copies.Lingered());
    }

    [Fact]
    public async Task A_run_whose_copy_is_told_to_stop_is_handed_to_the_other()
    {
        await copies.Migrate();
        await Task.WhenAll(copies.Start("one"), copies.Start("two"));
        await Until("progress of the long run is seen", async () => await copies.Runs("linger") is [{ Status: "running" }]);
        var (leaver, other) = (await copies.Runs("linger"))[0].By == "schedule@one" ? ("one", "two") : ("two", "one");
        await copies.Signal(leaver, "TERM");
        await copies.Ended(leaver);
        await Until("the other goes on", async () => await copies.Runs("linger") is [{ Status: "stopped" }, { Status: "done" }]);
        Assert.Equal($"recovery@{other}", (await copies.Runs("linger"))[1].By);
    }

    [Fact]
    public async Task A_copy_without_migrations_is_not_ready_and_says_so_and_needs_no_restart()
    {
        NeedPostgres();
        await copies.Start("one");
        await Until("it says what is missing", async () => await copies.Ready("one") is (503, var body)
            && body.Contains("beta: database (2 migrations not applied, the first 1_Initial", StringComparison.Ordinal)
            && body.Contains("beta: schedule (no tables in schema hangfire: run migrate)", StringComparison.Ordinal));
        await copies.Migrate();
        await Until("the copy is ready", async () => (await copies.Ready("one")).Status == 200);
        await Until("its jobs run", async () => await copies.Runs("tick") is { Count: > 0 });
    }

    [Fact]
    public async Task The_stored_schedule_becomes_what_the_code_says_and_forgets_no_missed_time()
    {
        await copies.Migrate();
        var longAgo = TimeProvider.System.GetUtcNow().AddDays(-2).UtcTicks;
        await copies.Execute(Gone("gone", longAgo) + Gone("recent", TimeProvider.System.GetUtcNow().UtcTicks));
        await copies.Start("one");
        await Until("the jobs run", async () => await copies.Runs("tick") is { Count: > 0 });
        Assert.Equal(["beta:linger", "beta:prune-inbox", "beta:prune-job-runs", "beta:recent", "beta:seal-audit", "beta:tick"],
            await copies.Texts("SELECT value FROM hangfire.set WHERE key = 'recurring-jobs' ORDER BY value"));
        copies.Kill("one");

        // An older version had another time; and the time of one that stays came while nobody ran.
        await copies.Execute("UPDATE hangfire.hash SET value = '0 0 0 28 2 ?' WHERE key = 'recurring-job:beta:linger' AND field = 'Cron'");
        await copies.Execute("""
            UPDATE hangfire.hash SET value = (extract(epoch from now() - interval '2 days') * 1000)::bigint::text
            WHERE key = 'recurring-job:beta:prune-inbox' AND field = 'CreatedAt';
            UPDATE hangfire.set SET score = extract(epoch from now() - interval '1 hour') WHERE value = 'beta:prune-inbox'
            """);
        await copies.Start("two");
        await Until("the changed time is taken over", async () => await Field("linger", "Cron") is ["0 0 0 29 2 ?"]);
        await Until("the missed run is made up for", async () => await Field("prune-inbox", "LastExecution") is [_]);

        static string Gone(string job, long known) => $"""
            INSERT INTO hangfire.set (key, score, value) VALUES ('recurring-jobs', 4000000000, 'beta:{job}');
            INSERT INTO hangfire.hash (key, field, value)
            VALUES ('recurring-job:beta:{job}', 'Cron', '0 0 1 1 *'), ('recurring-job:beta:{job}', 'SupplyKnown', '{known}');
            """;
    }

    private Task<List<string>> Field(string job, string field) =>
        copies.Texts($"SELECT value FROM hangfire.hash WHERE key = 'recurring-job:beta:{job}' AND field = '{field}'");

    private async Task<int> Scheduled(DateTimeOffset since) =>
        (await copies.Runs("tick")).Count(x => x.StartedAt >= since && x.By.StartsWith("schedule@", StringComparison.Ordinal));

    private async Task<string?> Schedule(string node, string job)
    {
        var jobs = JsonSerializer.Deserialize<JsonElement>(await copies.Http(node).GetStringAsync("/beta/ops/jobs"));
        return jobs.GetProperty("items").EnumerateArray().Single(x => x.GetProperty("name").GetString() == job).GetProperty("schedule")
            .GetString();
    }

    private async Task<JsonElement> Post(string node, string path)
    {
        using var answer = await copies.Http(node).PostAsync(path, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }
}
