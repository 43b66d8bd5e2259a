using Microsoft.Extensions.Hosting;

namespace Supply.Platform.Reference;

/// <summary>The loop of a service by which its rows follow the changes of facilities' codes.</summary>
public abstract class FollowCodeChanges : BackgroundService
{
    public abstract string Service { get; }

    /// <summary>Goes on until nothing is left to move, the later sweeps included.</summary>
    public abstract Task Finish(CancellationToken ct = default);
}
