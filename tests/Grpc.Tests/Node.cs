using System.Diagnostics;

namespace Supply.Grpc.Tests;

/// <summary>Runs the scripts beside the tests; their packages are installed once, as the lock file says.</summary>
internal static class Node
{
    private static readonly Lazy<Task> packages = new(Install);


    public static string Scripts => Path.Combine(SourceTree.Root, "tests", "Grpc.Tests", "node");

    public static bool IsThere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(x => File.Exists(Path.Combine(x, "node")));

    public static async Task<Process> Start(string script, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await packages.Value;
        var start = new ProcessStartInfo("node") { WorkingDirectory = Scripts, RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true };
        start.Environment["PROTOS"] = Path.Combine(SourceTree.Root, "shared", "Supply.Grpc", "Protos");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (var argument in (string[])[script, .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task Install()
    {
        if (File.Exists(Path.Combine(Scripts, "node_modules", ".package-lock.json")))
            return;
        using var npm = Process.Start(new ProcessStartInfo("npm", "ci --ignore-scripts --no-audit --no-fund") { WorkingDirectory = Scripts,
            RedirectStandardError = true, RedirectStandardOutput = true })!;
        var (output, errors) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException(await output + await errors);
    }
}
