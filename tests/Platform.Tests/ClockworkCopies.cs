using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>Copies of one service on one server database, each a process of its own (<c>tests/Platform.Crash clockwork</c>).</summary>
public sealed class ClockworkCopies : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    private readonly TestDatabase database = new();
    private readonly Dictionary<string, (Process Process, HttpClient Http)> copies = [];

    public Task Create() => Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES") is null ? Task.CompletedTask
        : database.Create(server: true, ["beta"]);

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, http) in copies.Values)
        {
            Kill(process);
            http.Dispose();
        }
        await database.DisposeAsync();
    }

    public static void NeedPostgres() =>
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SUPPLY_TEST_POSTGRES") is null, "needs PostgreSQL (./tests/run starts one)");

    public async Task Migrate()
    {
        NeedPostgres();
        await RunToEnd("clockwork migrate");
    }

    /// <summary>A command that ends by itself, and well.</summary>
    public async Task RunToEnd(string arguments)
    {
        using var process = Launch(arguments, "once");
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
    }

    public async Task Start(string node, string arguments = "clockwork")
    {
        var process = Launch(arguments, node);
        _ = process.StandardError.ReadToEndAsync();
        var address = await process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("http://", address ?? "nothing: it did not start", StringComparison.Ordinal);
        var http = new HttpClient { BaseAddress = new Uri(address!), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(Roles.Operator));
        lock (copies)
            copies[node] = (process, http);
    }

    public static string Token(string role) => new DevelopmentTokens(new byte[32], TimeProvider.System).Issue(role, null, null, role);

    public HttpClient Http(string node) => copies[node].Http;

    public void Kill(string node)
    {
        Kill(copies[node].Process);
        copies.Remove(node);
    }

    /// <param name="signal"><c>TERM</c>, <c>STOP</c>, <c>CONT</c></param>
    public async Task Signal(string node, string signal)
    {
        using var kill = Process.Start("/bin/kill", ["-" + signal, copies[node].Process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task Ended(string node) =>
        await copies[node].Process.WaitForExitAsync(new CancellationTokenSource(patience, TimeProvider.System).Token);

    public bool IsRunning(string node) => !copies[node].Process.HasExited;

    public async Task<JsonElement> LastRun(string node, string job)
    {
        var jobs = JsonSerializer.Deserialize<JsonElement>(await copies[node].Http.GetStringAsync("/beta/ops/jobs"));
        return jobs.GetProperty("items").EnumerateArray().Single(x => x.GetProperty("name").GetString() == job).GetProperty("lastRun");
    }

    public async Task<(int Status, string Body)> Ready(string node)
    {
        using var answer = await copies[node].Http.GetAsync("/health/ready");
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public BetaDb Db()
    {
        var options = new DbContextOptionsBuilder<BetaDb>();
        database.Of(server: true).Configure(options, "beta");
        return new BetaDb(options.Options, new Origin(TimeProvider.System));
    }

    public async Task<List<JobRunRow>> Runs(string job)
    {
        await using var db = Db();
        return await db.JobRuns.AsNoTracking().Where(x => x.Job == job).OrderBy(x => x.StartedAt).ThenBy(x => x.Id).ToListAsync();
    }

    /// <summary>How often the long job was begun.</summary>
    public async Task<int> Lingered()
    {
        await using var db = Db();
        return await db.Effects.Where(x => x.Note == Linger.Key).Select(x => x.Times).SingleAsync();
    }

    public async Task Execute(string sql)
    {
        await using var db = Db();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    public async Task<List<string>> Texts(string sql)
    {
        await using var db = Db();
        return await db.Database.SqlQueryRaw<string>(sql).ToListAsync();
    }

    public static async Task Until(string what, Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > patience)
                Assert.Fail($"Waited in vain until {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Waits for further runs of a job that goes on by itself.</summary>
    public async Task GoesOn(string job, int runs = 3)
    {
        var before = (await Runs(job)).Count;
        await Until($"{job} has run {runs} times more", async () => (await Runs(job)).Count >= before + runs);
    }

    /// <summary>No run began before the one before it had ended.</summary>
    public static void AssertOneAtATime(IReadOnlyList<JobRunRow> runs) => Assert.All(runs.Zip(runs.Skip(1)), x =>
        Assert.True(x.First.FinishedAt is null || x.First.FinishedAt <= x.Second.StartedAt,
            $"{x.First.Job}: {x.First.By} until {x.First.FinishedAt:O}, {x.Second.By} from {x.Second.StartedAt:O}"));

    private Process Launch(string arguments, string node)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ClockworkService).Assembly.Location, .. arguments.Split(' ')])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in database.Settings(server: true))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["DevTokens__Key"] = Convert.ToBase64String(new byte[32]);
        start.Environment["Node__Name"] = node;
        start.Environment["Jobs__TakeOver"] = "5";
        return Process.Start(start)!;
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
    }
}
