using System.Diagnostics;
using System.Globalization;

namespace Supply.Benchmarks;

/// <summary>
/// Processor time of this program, of PostgreSQL and of RabbitMQ; unlike the rates it hardly depends on what else the machine does.
/// </summary>
internal readonly record struct Cpu(double App, double Postgres, double Rabbit)
{
    private const int TicksPerSecond = 100; // USER_HZ, the same on every Linux

    public static Cpu Now() =>
        new(Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds, Of("BENCH_POSTGRES_PID", withChildren: true),
        Of("BENCH_RABBITMQ_PID", withChildren: false));

    /// <summary>Microseconds a message.</summary>
    public Cpu Since(Cpu before, int messages) =>
        new((App - before.App) * 1e6 / messages, (Postgres - before.Postgres) * 1e6 / messages, (Rabbit - before.Rabbit) * 1e6 / messages);

    private static double Of(string variable, bool withChildren)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } parent)
            return 0;
        return Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(x => int.TryParse(x, out _)).Sum(pid =>
        {
            try
            {
                var text = File.ReadAllText($"/proc/{pid}/stat");
                // from the state on: 1 is the parent, 11 to 14 are its own and its dead children's times
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                if (pid != parent && !(withChildren && fields[1] == parent))
                    return 0d;
                return fields[11..15].Sum(x => double.Parse(x, CultureInfo.InvariantCulture)) / TicksPerSecond;
            }
            catch (IOException)
            {
                return 0d; // it has ended
            }
        });
    }
}
