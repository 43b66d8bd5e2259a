using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Supply.Deploy.Tests;

/// <summary>
/// No container engine runs here: the same commands on the same files make the programs, and these are started as the image would start
/// them.
/// </summary>
public sealed class DockerfileTests : IDisposable
{
    private static readonly List<(string Word, string Text)> lines =
        [.. Repository.Text("deploy/docker/Dockerfile").Split('\n').Where(x => x.Length > 0 && x[0] != '#').Select(x => x.Split(' ', 2))
            .Select(x => (x[0], x[1]))];

    private readonly string folder = Directory.CreateTempSubdirectory("supply-image").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_project_is_there_when_the_packages_are_restored()
    {
        var projects = ((string[])["services", "gateway", "shared"])
            .SelectMany(x => Directory.GetFiles(Path.Combine(Repository.Root, x), "*.csproj", SearchOption.AllDirectories))
            .Select(x => Path.GetRelativePath(Repository.Root, x));
        Assert.Equal(
            projects.Order(),
            BuildStage().TakeWhile(x => x.Word != "RUN").Where(x => x.Text.Contains(".csproj")).Select(x => x.Text.Split(' ')[0]).Order());
    }

    [Fact]
    public void It_does_not_run_as_root() => Assert.Equal("$APP_UID", Assert.Single(lines, x => x.Word == "USER").Text);

    [Fact]
    public async Task Its_commands_build_programs_that_run()
    {
        var (source, ignored) = (Path.Combine(folder, "src"), Repository.Text(".dockerignore").Split('\n'));
        Assert.Contains("*", ignored); // nothing gets in but what is named
        foreach (var project in (string[])["services/Catalog", "gateway/Gateway"])
        {
            foreach (var (word, text) in BuildStage())
            {
                if (word == "COPY")
                    Copy(text.Split(' '), source, ignored);
                if (word == "RUN")
                {
                    var command = text.Replace("-o /app", $"-o {folder}/app/{Path.GetFileName(project)}", StringComparison.Ordinal);
                    var (exit, output) = await Repository.Run(
                        source, new Dictionary<string, string> { ["PROJECT"] = project }, "/bin/sh", "-c", command);
                    Assert.True(exit == 0, command + "\n" + output);
                }
            }
        }
        var entry = System.Text.Json.JsonSerializer.Deserialize<string[]>(Assert.Single(lines, x => x.Word == "ENTRYPOINT").Text)!;
        var migrated = await Repository.Run(Path.Combine(folder, "app/Catalog"),
            new Dictionary<string,
                string> {
                    ["PROGRAM"] = Program("Catalog"), ["Database__Provider"] = "Sqlite",
                    ["Database__Folder"] = Path.Combine(folder, "data") }, entry[0], [.. entry[1..], "migrate"]);
        Assert.True(migrated.Exit == 0, migrated.Output);
        Assert.True(File.Exists(Path.Combine(folder, "data/catalog.db")));
        await Serves(entry);
    }

    private async Task Serves(string[] entry)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var urls = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        taken.Stop();
        var environment = new Dictionary<string,
            string> {
                ["PROGRAM"] = Program("Gateway"), ["Urls"] = urls, ["Tokens__Authority"] = "https://identity.example.org/",
                ["Tokens__Audience"] = "supply" };
        var start = new ProcessStartInfo(
            entry[0], entry[1..]) { WorkingDirectory = Path.Combine(folder, "app/Gateway"), RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var gateway = Process.Start(start)!;
        try
        {
            async Task<int> Healthy(string path) => (
                await Repository.Run(folder, environment, Path.Combine(Repository.Root, "deploy/docker/healthy"), path)).Exit;
            var began = TimeProvider.System.GetTimestamp();
            while (await Healthy("/health/live") != 0)
            {
                Assert.False(gateway.HasExited, "the gateway ended");
                Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience.Limit, "the gateway does not get healthy");
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
            Assert.NotEqual(0, await Healthy("/nowhere"));
        }
        finally
        {
            gateway.Kill(entireProcessTree: true);
            await gateway.WaitForExitAsync();
        }
    }

    private static IEnumerable<(string Word, string Text)> BuildStage() => lines.Skip(1).TakeWhile(x => x.Word != "FROM");

    private static string Program(string name) =>
        Assert.Single(lines, x => x.Word == "ENV").Text.Split(' ')[0].Split('=')[1].Replace("$NAME", name, StringComparison.Ordinal);

    private static void Copy(string[] paths, string target, string[] ignored)
    {
        foreach (var path in paths[..^1])
        {
            Assert.Contains(ignored, x => x == "!" + path || path.StartsWith(x.TrimStart('!') + "/", StringComparison.Ordinal));
            var (from, to) = (Path.Combine(Repository.Root, path), Path.Combine(target, paths[^1]));
            if (File.Exists(from))
            {
                Directory.CreateDirectory(to);
                File.Copy(from, Path.Combine(to, Path.GetFileName(path)), overwrite: true);
                continue;
            }
            foreach (
                var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(x => Path.GetRelativePath(from, x))
                .Where(x => !$"/{x}".Contains("/bin/") && !$"/{x}".Contains("/obj/")))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, file))!);
                File.Copy(Path.Combine(from, file), Path.Combine(to, file), overwrite: true);
            }
        }
    }
}
