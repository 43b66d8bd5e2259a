using System.Diagnostics;

namespace Supply.Platform.Telemetry;

/// <summary>
/// The traces whose messages a service has handled lately. What a job does with them in bulk (a figure that is brought up
/// to date) has many causes and no parent: its span links to those of this host, at most 64.
/// </summary>
internal sealed class RecentCauses
{
    private const int Limit = 64;
    private readonly Dictionary<string, (long Last, Queue<(long Number, ActivityContext Context)> Queue)> recent =
        new(StringComparer.Ordinal);
    private readonly Lock writing = new();

    public void Add(string service, Activity? handled)
    {
        if (handled is not { Recorded: true })
            return;
        lock (writing)
        {
            var (last, queue) = recent.GetValueOrDefault(service, (0, new()));
            queue.Enqueue((last + 1, handled.Context));
            if (queue.Count > Limit)
                queue.Dequeue();
            recent[service] = (last + 1, queue);
        }
    }

    /// <returns>Those since <paramref name="seen"/>, which is moved on.</returns>
    public List<ActivityLink> Since(string service, ref long seen)
    {
        lock (writing)
        {
            var (last, queue) = recent.GetValueOrDefault(service, (0, new()));
            var after = seen;
            seen = last;
            return [.. queue.Where(x => x.Number > after).Select(x => new ActivityLink(x.Context))];
        }
    }
}
