using System.Globalization;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Supply.Bus;

/// <summary>
/// The section <c>Bus</c>: <c>Host</c> (<c>rabbitmq://127.0.0.1:5672/</c>), <c>Nodes</c> (<c>host:port,host:port,host:port</c> of a
/// cluster; then only the virtual host is taken from <c>Host</c>), <c>User</c>, <c>Password</c>, <c>Prefetch</c> (128 messages a handler),
/// <c>Concurrency</c> (as many as are prefetched), <c>Handlers:{handler}:Prefetch</c> and <c>:Concurrency</c> for one of them,
/// <c>HoldSeconds</c> (600): how long a message waits for its handler's database before it goes back to the queue.
/// </summary>
public sealed class BusSettings(IConfiguration configuration)
{
    private readonly IConfigurationSection bus = configuration.GetSection("Bus");

    public Uri Host => new(bus["Host"] ?? "rabbitmq://127.0.0.1:5672/");
    public string User => bus["User"] ?? "guest";
    public string Password => bus["Password"] ?? "guest";
    public string VirtualHost => Host.AbsolutePath is "/" ? "/" : Uri.UnescapeDataString(Host.AbsolutePath.Trim('/'));
    public string[] Nodes => bus["Nodes"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>
    /// Below the broker's own limit for an unacknowledged message (<c>consumer_timeout</c>, 30 min), at which it would close the
    /// channel.
    /// </summary>
    public TimeSpan Hold => TimeSpan.FromSeconds(bus.GetValue("HoldSeconds", 600));

    public ushort Prefetch(string handler) =>
        bus.GetValue<ushort?>($"Handlers:{handler}:Prefetch") ?? bus.GetValue<ushort>("Prefetch", 128);

    public int? Concurrency(string handler) => bus.GetValue<int?>($"Handlers:{handler}:Concurrency") ?? bus.GetValue<int?>("Concurrency");

    public List<AmqpTcpEndpoint> Endpoints() => Nodes is { Length: > 0 } nodes
        ? [.. nodes.Select(x => x.Split(':'))
            .Select(x =>
            new AmqpTcpEndpoint(x[0], x.Length > 1 ? int.Parse(x[1], CultureInfo.InvariantCulture) : AmqpTcpEndpoint.UseDefaultPort))]
        : [new AmqpTcpEndpoint(Host.Host, Host.IsDefaultPort || Host.Port < 0 ? AmqpTcpEndpoint.UseDefaultPort : Host.Port)];
}
