using System.Diagnostics;

namespace Supply.Benchmarks;

/// <summary>
/// Processor time of this program, of PostgreSQL and of RabbitMQ; unlike the rates it hardly depends on what else the machine does.
/// </summary>
internal readonly record struct Cpu(double App, double Postgres, double Rabbit)
{
    public static Cpu Now() =>
        new(Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds, Of("BENCH_POSTGRES_PID", withChildren: true),
        Of("BENCH_RABBITMQ_PID", withChildren: false));

    public double All => App + Postgres + Rabbit;

    /// <summary>Microseconds a message.</summary>
    public Cpu Since(Cpu before, int messages) =>
        new((App - before.App) * 1e6 / messages, (Postgres - before.Postgres) * 1e6 / messages, (Rabbit - before.Rabbit) * 1e6 / messages);

    private static double Of(string variable, bool withChildren) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var process) ? ProcessTime.Of(process, withChildren) : 0;
}
