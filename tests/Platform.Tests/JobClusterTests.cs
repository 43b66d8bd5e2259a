using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>Copies of one service on one server database, each a process of its own (<c>tests/Platform.Crash clockwork</c>).</summary>
public sealed class JobClusterTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly Dictionary<string, (Process Process, HttpClient Http)> copies = [];

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES") is not null)
            await database.Create(server: true, ["beta"]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, http) in copies.Values)
        {
            Kill(process);
            http.Dispose();
        }
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Two_copies_run_a_job_once_and_a_run_by_hand_not_beside_it()
    {
        await Migrate();
        await Task.WhenAll(Start("one"), Start("two"));
        await Until("the jobs run", async () => await Runs("tick") is { Count: > 0 });

        var began = TimeProvider.System.GetUtcNow();
        var byHand = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Post(i % 2 == 0 ? "one" : "two", "/beta/ops/jobs/tick/run")));
        Assert.All(byHand, x => Assert.Equal(("done", 1), (x.GetProperty("status").GetString(), x.GetProperty("items").GetInt32())));
        await Until("the schedule has fired eight times more", async () => (await Runs("tick")).Count(x => x.StartedAt >= began && x.By.StartsWith("schedule@", StringComparison.Ordinal)) >= 8);

        var runs = await Runs("tick");
        var seconds = (TimeProvider.System.GetUtcNow() - began).TotalSeconds;
        var scheduled = runs.Count(x => x.StartedAt >= began && x.By.StartsWith("schedule@", StringComparison.Ordinal));
        Assert.True(scheduled <= seconds + 2, $"{scheduled} runs in {seconds} s");
        Assert.All(runs.Zip(runs.Skip(1)), x => Assert.True(x.First.FinishedAt <= x.Second.StartedAt, $"{x.First.By} until {x.First.FinishedAt:O}, {x.Second.By} from {x.Second.StartedAt:O}"));
        Assert.Equal(["operator@one", "operator@two"], runs.Select(x => x.By).Where(x => x.StartsWith("operator", StringComparison.Ordinal)).Distinct().Order());
        Assert.Equal(1, await Lingered()); // at the start of the cluster, not of each copy
    }

    [Fact]
    public async Task A_run_whose_copy_is_killed_is_shown_as_lost_and_taken_over_by_the_other()
    {
        await Migrate();
        await Task.WhenAll(Start("one"), Start("two"));
        await Until("progress of the long run is seen", async () => await Runs("linger") is [{ Status: "running", Items: > 1, Note: "run 1" }]);
        var first = Assert.Single(await Runs("linger"));
        var (victim, other) = first.By == "schedule@one" ? ("one", "two") : ("two", "one");

        Kill(copies[victim].Process);
        Assert.Equal("lost", (await LastRun(other, "linger")).GetProperty("status").GetString());
        await Until("the other has taken the run over", async () => await Runs("linger") is [{ Status: "lost" }, { Status: "done" }]);
        var second = (await Runs("linger"))[1];
        Assert.Equal(($"recovery@{other}", 2, "run 2"), (second.By, await Lingered(), second.Note));
        var ticks = (await Runs("tick")).Count;
        await Until("the schedule goes on", async () => (await Runs("tick")).Count > ticks + 2);
    }

    [Fact]
    public async Task A_run_whose_copy_is_told_to_stop_is_handed_to_the_other()
    {
        await Migrate();
        await Task.WhenAll(Start("one"), Start("two"));
        await Until("progress of the long run is seen", async () => await Runs("linger") is [{ Status: "running" }]);
        var (leaver, other) = (await Runs("linger"))[0].By == "schedule@one" ? ("one", "two") : ("two", "one");
        using var term = Process.Start("/bin/kill", ["-TERM", copies[leaver].Process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await copies[leaver].Process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System).Token);
        await Until("the other goes on", async () => await Runs("linger") is [{ Status: "stopped" }, { Status: "done" }]);
        Assert.Equal($"recovery@{other}", (await Runs("linger"))[1].By);
    }

    [Fact]
    public async Task A_copy_without_migrations_is_not_ready_and_says_so_and_needs_no_restart()
    {
        if (Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES") is null)
            Assert.Skip("needs PostgreSQL (./tests/run starts one)");
        await Start("one");
        var (status, body) = await Ready("one");
        Assert.Equal(503, status);
        Assert.Contains("beta: database (1 migrations not applied, the first 1_Initial", body, StringComparison.Ordinal);
        await Migrate();
        await Until("the copy is ready", async () => (await Ready("one")).Status == 200);
        await Until("its jobs run", async () => await Runs("tick") is { Count: > 0 });
    }

    [Fact]
    public async Task The_stored_schedule_becomes_what_the_code_says_and_forgets_no_missed_time()
    {
        await Migrate();
        await Execute("INSERT INTO qrtz_JOB_DETAILS (SCHED_NAME, JOB_NAME, JOB_GROUP, JOB_CLASS_NAME, IS_DURABLE, IS_NONCONCURRENT, IS_UPDATE_DATA, REQUESTS_RECOVERY) VALUES ('beta', 'gone', 'beta', 'Gone.Job, Gone', '1', '1', '0', '0')");
        await Start("one");
        await Until("the jobs run", async () => await Runs("tick") is { Count: > 0 });
        Assert.Equal(["linger", "prune-inbox", "prune-job-runs", "seal-audit", "tick"], await Names("SELECT JOB_NAME FROM qrtz_JOB_DETAILS ORDER BY JOB_NAME"));
        Kill(copies["one"].Process);
        copies.Remove("one");

        // An older version had another time; and the time of one that stays came while nobody ran.
        await Execute("UPDATE qrtz_CRON_TRIGGERS SET CRON_EXPRESSION = '0 0 0 1 1 ? 2098' WHERE TRIGGER_NAME = 'linger'");
        var missed = TimeProvider.System.GetUtcNow().AddHours(-1).UtcTicks;
        await Execute($"UPDATE qrtz_TRIGGERS SET NEXT_FIRE_TIME = {missed} WHERE TRIGGER_NAME = 'prune-inbox'");
        var pruned = await Names("SELECT CAST(PREV_FIRE_TIME AS varchar(30)) FROM qrtz_TRIGGERS WHERE TRIGGER_NAME = 'prune-inbox'");
        await Start("two");
        await Until("the changed time is taken over", async () => await Names("SELECT CRON_EXPRESSION FROM qrtz_CRON_TRIGGERS WHERE TRIGGER_NAME = 'linger'") is ["0 0 0 1 1 ? 2099"]);
        await Until("the missed run is made up for", async () => !(await Names("SELECT CAST(PREV_FIRE_TIME AS varchar(30)) FROM qrtz_TRIGGERS WHERE TRIGGER_NAME = 'prune-inbox'")).SequenceEqual(pruned));
    }

    private async Task Migrate()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES") is null, "needs PostgreSQL (./tests/run starts one)");
        using var process = Launch("clockwork migrate", "migrate");
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
    }

    private async Task Start(string node)
    {
        var process = Launch("clockwork", node);
        _ = process.StandardError.ReadToEndAsync();
        var address = await process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("http://", address ?? "nothing: it did not start", StringComparison.Ordinal);
        var http = new HttpClient { BaseAddress = new Uri(address!), Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new DevelopmentTokens(new byte[32], TimeProvider.System).Issue(Roles.Operator, null, null, "operator"));
        lock (copies)
            copies[node] = (process, http);
    }

    private Process Launch(string arguments, string node)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ClockworkService).Assembly.Location, .. arguments.Split(' ')]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in database.Settings(server: true))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["DevTokens__Key"] = Convert.ToBase64String(new byte[32]);
        start.Environment["Node__Name"] = node;
        start.Environment["Jobs__CheckIn"] = "1";
        return Process.Start(start)!;
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
    }

    private async Task<JsonElement> Post(string node, string path)
    {
        using var answer = await copies[node].Http.PostAsync(path, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> LastRun(string node, string job)
    {
        var jobs = JsonSerializer.Deserialize<JsonElement>(await copies[node].Http.GetStringAsync("/beta/ops/jobs"));
        return jobs.GetProperty("items").EnumerateArray().Single(x => x.GetProperty("name").GetString() == job).GetProperty("lastRun");
    }

    private async Task<(int Status, string Body)> Ready(string node)
    {
        using var answer = await copies[node].Http.GetAsync("/health/ready");
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private BetaDb Db()
    {
        var options = new DbContextOptionsBuilder<BetaDb>();
        database.Of(server: true).Configure(options, "beta");
        return new BetaDb(options.Options, new Origin(TimeProvider.System));
    }

    private async Task<List<JobRunRow>> Runs(string job)
    {
        await using var db = Db();
        return await db.JobRuns.AsNoTracking().Where(x => x.Job == job).OrderBy(x => x.StartedAt).ToListAsync();
    }

    private async Task<int> Lingered()
    {
        await using var db = Db();
        return await db.Effects.Where(x => x.Note == Linger.Key).Select(x => x.Times).SingleAsync();
    }

    private async Task Execute(string sql)
    {
        await using var db = Db();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private async Task<List<string>> Names(string sql)
    {
        await using var db = Db();
        return await db.Database.SqlQueryRaw<string>(sql).ToListAsync();
    }

    private static async Task Until(string what, Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
                Assert.Fail($"Waited in vain until {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
