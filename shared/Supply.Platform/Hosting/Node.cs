using Microsoft.Extensions.Configuration;

namespace Supply.Platform.Hosting;

/// <summary>
/// What this copy of a service is called among its copies: <c>Node:Name</c>, otherwise machine and process id. No two copies
/// that run at the same time may have the same.
/// </summary>
public sealed record Node(string Name)
{
    public static Node From(IConfiguration configuration) =>
        new(configuration["Node:Name"] ?? $"{Environment.MachineName}-{Environment.ProcessId}");
}
