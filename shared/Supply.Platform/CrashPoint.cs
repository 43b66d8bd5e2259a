using System.Diagnostics;
using System.Globalization;

namespace Supply.Platform;

/// <summary>
/// In test builds only: the environment's <c>SUPPLY_CRASH_AT=name:n</c> makes the process die, as by SIGKILL, when it
/// reaches the named point for the n-th time. In other builds the calls are not compiled.
/// </summary>
public static class CrashPoint
{
    private static readonly string? point = Environment.GetEnvironmentVariable("SUPPLY_CRASH_AT")?.Split(':')[0];
    private static int left = int.TryParse(
        Environment.GetEnvironmentVariable("SUPPLY_CRASH_AT")?.Split(':')[^1], CultureInfo.InvariantCulture, out var n) ? n : 1;

    [Conditional("CRASH_POINTS")]
    public static void Reached(string name)
    {
        if (name == point && Interlocked.Decrement(ref left) == 0)
            Process.GetCurrentProcess().Kill();
    }
}
