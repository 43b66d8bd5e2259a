using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Supply.Web.Tests;

internal static class NodePrograms
{
    private const int Least = 20;

    /// <summary>Null: none, or an older one than can build the pages.</summary>
    public static int? Version()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
            var version = int.Parse(node.StandardOutput.ReadToEnd().TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture);
            return version >= Least ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public static async Task Run(string program, string folder, params string[] arguments)
    {
        var (code, said) = await Start(program, folder, [], arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {said}");
    }

    /// <summary>What it said; whether it ends well is for whoever called it.</summary>
    public static async Task<string> Try(
        string program, string folder, Dictionary<string, string?> environment, params string[] arguments) =>
        (await Start(program, folder, environment, arguments)).Said;

    private static async Task<(int Code, string Said)> Start(
        string program, string folder, Dictionary<string, string?> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Join('\n', said));
    }
}
