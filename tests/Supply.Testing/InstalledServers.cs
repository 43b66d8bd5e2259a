namespace Supply.Testing;

/// <summary>The server programs of Debian's packages, from which tests make servers of their own.</summary>
public static class InstalledServers
{
    private const string Rabbit = "/usr/lib/rabbitmq/bin";
    private const string Versions = "/usr/lib/postgresql";

    /// <summary>The folder of RabbitMQ's programs; null: not installed.</summary>
    public static string? RabbitMq => File.Exists($"{Rabbit}/rabbitmq-server") ? Rabbit : null;

    /// <summary>The folder of PostgreSQL's programs, the newest version from 15 on; null: not installed.</summary>
    public static string? Postgres => !Directory.Exists(Versions)
        ? null
        : Directory.GetDirectories(Versions)
            .Select(x => (Version: int.TryParse(Path.GetFileName(x), out var version) ? version : 0, Programs: $"{x}/bin"))
            .Where(x => x.Version >= 15 && File.Exists($"{x.Programs}/postgres")).OrderByDescending(x => x.Version)
                .FirstOrDefault().Programs;
}
