using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace Supply.Deploy.Tests;

/// <summary>deploy/local on a port of its own with what the tests have built.</summary>
[SupportedOSPlatform("linux")]
public sealed class LocalTests : IAsyncLifetime
{
    private static readonly string[] names = ["postgres", "epmd", "rabbitmq", .. Repository.Services.Select(x => x + "-1"), "gateway"];

    private readonly string folder = Directory.CreateTempSubdirectory("supply-local").FullName;
    private readonly int port = FreeHundred();

    private string State => Path.Combine(folder, "state");

    private Dictionary<string, string> Environment =>
        new() { ["SUPPLY_LOCAL_DIR"] = State, ["SUPPLY_LOCAL_PORT"] = port.ToString(CultureInfo.InvariantCulture),
        ["SUPPLY_LOCAL_CONFIGURATION"] = "Debug", ["SUPPLY_LOCAL_BUILD"] = "no" };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Call("down", "--wipe");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_program_of_the_solution_is_built_for_it() =>
        Assert.Equal(
            Repository.Programs.Order(),
            JsonNode.Parse(Repository.Text("deploy/local/programs.slnf"))!["solution"]!["projects"]!.AsArray()
            .Select(x => Path.GetDirectoryName((string)x!)!).Order());

    [Fact]
    public async Task Without_an_authority_or_development_tokens_it_says_what_is_missing()
    {
        var (exit, output) = await Call("up");
        Assert.Equal(1, exit);
        Assert.Contains("Tokens__Authority", output);
        Assert.False(Directory.Exists(Path.Combine(State, "pids")));
    }

    [Fact]
    public async Task Starts_everything_brings_back_what_died_and_leaves_nothing()
    {
        Assert.SkipUnless(
            InstalledServers.Postgres is not null
            && InstalledServers.RabbitMq is not null, "left out: PostgreSQL and RabbitMQ (not installed; ./tests/run installs them)");
        await Succeeds("up", "--dev-tokens");
        var first = await Status();
        Assert.Equal(names, first.Keys);
        Assert.All(first, x => Assert.Equal(x.Key is "postgres" or "epmd" or "rabbitmq" ? "running" : "ready", x.Value.State));
        await AnswersAtOnce();

        await Succeeds("up");
        Assert.Equal(first, await Status());

        string[] killed = ["inventory-1", "gateway", "rabbitmq", "postgres"];
        await Kill([.. killed.Select(x => first[x].Pid)]);
        // Its number is now another's.
        await File.WriteAllTextAsync(
            Path.Combine(State, "pids/gateway.pid"), System.Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
        var broken = await Status(expected: 1);
        Assert.Equal(killed.Order(), broken.Where(x => x.Value.State == "dead").Select(x => x.Key).Order());

        Assert.All(await Task.WhenAll(Call("up"), Call("up")), x => Assert.True(x.Exit == 0, x.Output));
        var second = await Status();
        Assert.Equal(killed.Order(), names.Where(x => second[x].Pid != first[x].Pid).Order());
        await AnswersAtOnce();

        var listening = second.Values.SelectMany(x => Listening(x.Pid)).ToList();
        Assert.Contains(port.ToString("X4", CultureInfo.InvariantCulture), listening.Select(x => x.Split(':')[1]));
        Assert.All(
            listening, x =>
            Assert.Contains(
                x.Split(':')[0], (string[])["0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"]));
        Assert.All(
            Directory.GetFiles(Path.Combine(State, "keys")), x =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(x)));

        await Succeeds("down");
        Assert.Empty(Directory.GetFiles(Path.Combine(State, "pids")));
        Assert.Empty(Left());
        await Succeeds("down", "--wipe");
        Assert.False(Directory.Exists(State));
    }

    private Task<(int Exit, string Output)> Call(string command, params string[] arguments) =>
        Repository.Run(folder, Environment, Path.Combine(Repository.Root, "deploy/local", command), arguments);

    private async Task Succeeds(string command, params string[] arguments)
    {
        var (exit, output) = await Call(command, arguments);
        Assert.True(exit == 0, output);
    }

    private async Task<Dictionary<string, (string Pid, string State)>> Status(int expected = 0)
    {
        var (exit, output) = await Call("status");
        Assert.True(exit == expected, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => x.Split(' '))
            .ToDictionary(x => x[0], x => (x[1], x[2]), StringComparer.Ordinal);
    }

    private async Task AnswersAtOnce()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        foreach (var service in Repository.Services)
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"/openapi/{service}.json")).StatusCode);
    }

    private async Task Kill(IReadOnlyList<string> pids) => await Repository.Run(folder, Environment, "/bin/kill", ["-KILL", .. pids]);

    /// <summary>Addresses, as the kernel writes them, on which the process takes connections.</summary>
    private static IEnumerable<string> Listening(string pid)
    {
        var sockets = Directory.GetFiles($"/proc/{pid}/fd").Select(x => new FileInfo(x).LinkTarget).OfType<string>()
            .Where(x => x.StartsWith("socket:[", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).SelectMany(x => File.ReadLines(x).Skip(1))
            .Select(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(x => x[3] == "0A" && sockets.Contains($"socket:[{x[9]}]")).Select(x => x[1]);
    }

    /// <summary>Processes that were started from this state folder: it is in their environment, or they work in it.</summary>
    private List<string> Left()
    {
        var left = new List<string>();
        foreach (var process in Directory.GetDirectories("/proc").Where(x => char.IsAsciiDigit(Path.GetFileName(x)[0])))
        {
            try
            {
                if (File.ReadAllText(process + "/environ").Contains(State, StringComparison.Ordinal)
                    || new FileInfo(process + "/cwd").LinkTarget?.StartsWith(State, StringComparison.Ordinal) == true)
                    left.Add(File.ReadAllText(process + "/cmdline").Replace('\0', ' '));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // ended meanwhile, or somebody else's
            }
        }
        return left;
    }

    /// <summary>The first of a hundred free ports, below those of outgoing connections and beside those of tests/run.</summary>
    private static int FreeHundred() =>
        Enumerable.Range(0, 1000).Select(_ => 24000 + 100 * Random.Shared.Next(80)).First(x => Ports.AreFree(x, 100));
}
