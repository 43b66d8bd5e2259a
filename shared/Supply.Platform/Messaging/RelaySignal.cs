using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Supply.Platform.Messaging;

/// <summary>
/// Wakes a service's relay after a commit in the same host. One signal waits at most; it is a hint, the relay's timer is the guarantee.
/// </summary>
internal sealed class RelaySignal
{
    private readonly ConcurrentDictionary<string, Channel<bool>> services = new(StringComparer.Ordinal);

    public void Set(string service) => Of(service).Writer.TryWrite(true);

    public async Task Wait(string service, TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(atMost, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await Of(service).Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // time is up
        }
    }

    private Channel<bool> Of(string service) => services.GetOrAdd(service, _ =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}
