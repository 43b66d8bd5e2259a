using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Platform.Messaging;

/// <summary>Wakes a service's relay after a commit. One signal waits at most; it is a hint, the relay's timer is the guarantee.</summary>
internal sealed class RelaySignal
{
    private static readonly ConcurrentDictionary<string, RelaySignal> signals = new(StringComparer.Ordinal);

    private readonly Channel<bool> channel =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public static RelaySignal Of(SupplyDb db) => signals.GetOrAdd(db.Database.GetConnectionString()!, _ => new RelaySignal());

    public void Set() => channel.Writer.TryWrite(true);

    public async Task Wait(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(atMost, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await channel.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // time is up
        }
    }
}
