using Microsoft.Extensions.Logging;

namespace Supply.Platform.Messaging;

/// <summary>
/// Embedded mode: the handlers of every service run in this process. A row is done when each of them has committed or
/// parked it in its own database; those that had done so before a crash pass it over.
/// </summary>
public sealed class EmbeddedDispatch(IEnumerable<ISubscription> subscriptions, RetryPolicy retry, ILogger<EmbeddedDispatch> log) : IDispatch
{
    private readonly ILookup<string, ISubscription> byType = subscriptions.ToLookup(x => x.MessageType, StringComparer.Ordinal);

    public async Task<Dispatched> Deliver(IReadOnlyList<OutboxRow> rows, CancellationToken ct)
    {
        // What failed before runs apart, so that it holds up nothing that is new.
        var runs = rows.GroupBy(x => (x.Type, TriedBefore: x.Attempts > 0))
            .SelectMany(alike => byType[alike.Key.Type].Select(subscription => Run(subscription, [.. alike], ct)));
        var failures = (await Task.WhenAll(runs)).SelectMany(x => x).ToList();
        var unavailable = failures.Where(x => x.Unavailable).Select(x => x.Row).ToHashSet();
        var failed = failures.Where(x => !x.Unavailable).Select(x => x.Row).ToHashSet();
        return new(
            rows.Select(x => x.Id).Where(x => !unavailable.Contains(x) && !failed.Contains(x)).ToHashSet(),
            failed.Where(x => !unavailable.Contains(x)).ToHashSet());
    }

    private async Task<List<(Guid Row, bool Unavailable)>> Run(ISubscription subscription, List<OutboxRow> rows, CancellationToken ct)
    {
        var verdicts = await subscription.Run([.. rows.Select(x => x.ToEnvelope())], ct);
        var open = new List<(Guid, bool)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (error, unavailable) = verdicts[i];
            if (error is null)
                continue;
            if (!unavailable && rows[i].Attempts + 1 >= retry.Attempts && await Park(subscription, rows[i], error, ct))
                continue;
            open.Add((rows[i].Id, unavailable));
            log.LogWarning(error, "{Handler} did not take message {Message}", subscription.Handler, rows[i].Id);
        }
        return open;
    }

    private async Task<bool> Park(ISubscription subscription, OutboxRow row, Exception error, CancellationToken ct)
    {
        try
        {
            await subscription.Park(row.ToEnvelope(), error, row.Attempts + 1, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "{Handler} could not park message {Message}; it is tried again", subscription.Handler, row.Id);
            return false;
        }
    }
}
