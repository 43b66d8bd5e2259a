using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Supply.Gateway;

/// <summary>
/// How the gateway treats the copies of every service; what the configuration says of a cluster goes before it.
/// A copy that drains or does not answer is passed over after two probes, one that refuses a connection at once. When no
/// copy is healthy they are tried all the same: one that has just come back need not wait for its probe.
/// </summary>
internal sealed class ClusterDefaults : IProxyConfigFilter
{
    /// <summary>A machine that is gone does not refuse, it says nothing.</summary>
    public static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(2);

    // The longest silence of a request that still makes its way: an import being written, a pharmacy whose link stands still.
    private static readonly TimeSpan silence = TimeSpan.FromMinutes(10);

    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel) => new(cluster with
    {
        LoadBalancingPolicy = cluster.LoadBalancingPolicy ?? LoadBalancingPolicies.LeastRequests,
        HttpRequest = cluster.HttpRequest ?? new ForwarderRequestConfig { ActivityTimeout = silence },
        HealthCheck = cluster.HealthCheck ?? new HealthCheckConfig
        {
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true, Path = "/health/serving", Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(2),
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            },
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = OutAtFirstFailure.PolicyName,
                ReactivationPeriod = TimeSpan.FromSeconds(2) },
        },
    });

    public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) => new(route);
}
