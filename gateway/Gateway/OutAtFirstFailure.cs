using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Supply.Gateway;

/// <summary>A copy that could not be spoken to is left out for a moment; the probes say when it is really back.</summary>
internal sealed class OutAtFirstFailure(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "OutAtFirstFailure";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        // Only what the copy itself is to blame for, and not one answer that broke off among many that go well.
        if (context.Features.Get<IForwarderErrorFeature>() is { Error: ForwarderError.Request }
            && !context.RequestAborted.IsCancellationRequested)
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy,
                cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? TimeSpan.FromSeconds(2));
    }
}
