using System.Diagnostics;
using System.Reflection;

namespace Supply.Testing;

/// <summary>
/// Servers for a suite that runs by itself: those that its project names in <c>TestServers</c> and that no variable gives are started by
/// the program <c>Supply.Testing.Servers</c>, which ends with this process.
/// </summary>
public sealed class ServersProgram : IAsyncDisposable
{
    private readonly Process? process;

    private ServersProgram(Process? process) => this.process = process;

    /// <param name="suite">Its project may say <c>&lt;AssemblyMetadata Include="TestServers" Value="postgres rabbitmq" /&gt;</c>.</param>
    /// <exception cref="InvalidOperationException">One that <c>SUPPLY_TEST_REQUIRE</c> names is not there, or the program
    /// failed.</exception>
    public static async Task<ServersProgram> Start(Assembly suite)
    {
        var named = suite.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(x => x.Key == "TestServers")?.Value ?? "";
        var asked = Environment.GetEnvironmentVariable("SUPPLY_TEST_DATABASE") is "postgres" or "sqlserver"
            ? Environment.GetEnvironmentVariable("SUPPLY_TEST_DATABASE") : "";
        var wanted = $"{named} {asked}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(TestServers.Named).Distinct()
            .Where(x => Environment.GetEnvironmentVariable(TestServers.Variable(x)) is null or ""
                && Environment.GetEnvironmentVariable(TestServers.MissingVariable(x)) is null)
            .ToList();
        if (wanted.Count == 0)
            return new(null);
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(
            SourceTree.Root, "tests/Supply.Testing.Servers/bin", configuration, "net10.0/Supply.Testing.Servers.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. wanted.Select(x => x.ToString())])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
                return new(process);
            if (line.StartsWith("SUPPLY_TEST_", StringComparison.Ordinal) && line.Split('=', 2) is [var name, var value])
                Environment.SetEnvironmentVariable(name, value);
        }
        throw new InvalidOperationException($"The servers of the tests did not start: {await error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
