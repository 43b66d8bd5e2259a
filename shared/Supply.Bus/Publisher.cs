namespace Supply.Bus;

/// <summary>
/// The process's one connection for publishing, apart from the consumers': it is given up at the first doubt and made
/// anew for the next batch, which disturbs nobody. After the node it was connected to died, a channel can be refused every
/// publish for as long as it lives, while a new one is served at once; and one that hangs says nothing at all.
/// </summary>
internal sealed class Publisher(BusSettings settings, Subscribers subscribers) : IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private volatile BrokerChannel? current;

    /// <summary>The open channel; several callers at once get the same.</summary>
    public async Task<BrokerChannel> Open(CancellationToken ct)
    {
        if (current is { IsOpen: true } open)
            return open;
        await opening.WaitAsync(ct);
        try
        {
            if (current is { IsOpen: true } opened)
                return opened;
            if (current is { } broken)
                GiveUp(broken);
            return current = await BrokerChannel.Open(settings, subscribers, ct);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>The next batch gets a new channel. Of several callers who had the same, one closes it.</summary>
    public void GiveUp(BrokerChannel channel)
    {
        if (Interlocked.CompareExchange(ref current, null, channel) == channel)
            _ = Task.Run(channel.Close);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref current, null) is { } open)
            await open.Close();
        opening.Dispose();
    }
}
