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
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {string.Join('\n', said)}");
    }
}
