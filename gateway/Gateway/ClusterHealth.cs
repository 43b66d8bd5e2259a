using Yarp.ReverseProxy.Model;

namespace Supply.Gateway;

internal static class ClusterHealth
{
    /// <summary>A probe has found one of its destinations serving, and no request has failed at it since.</summary>
    public static bool HasDestination(this ClusterState cluster) =>
        cluster.DestinationsState.AllDestinations.Any(x => x.Health.Active == DestinationHealth.Healthy && x.MayServe());

    public static bool MayServe(this DestinationState destination) =>
        destination.Health.Active != DestinationHealth.Unhealthy && destination.Health.Passive != DestinationHealth.Unhealthy;
}
