using RabbitMQ.Client;

namespace Supply.Bus;

/// <summary>
/// The process's one connection for publishing, apart from the consumers': it is given up at the first doubt and made
/// anew for the next batch, which disturbs nobody. After the node it was connected to died, a channel can be refused every
/// publish for as long as it lives, while a new one is served at once; and one that hangs says nothing at all.
/// </summary>
internal sealed class Publisher(BusSettings settings, Subscribers subscribers) : IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private volatile Line? current;

    /// <summary>The open line; several callers at once get the same.</summary>
    public async Task<Line> Open(CancellationToken ct)
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
            return current = await Line.Open(settings, subscribers, ct);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>The next batch gets a new line. Of several callers who had the same, one closes it.</summary>
    public void GiveUp(Line line)
    {
        if (Interlocked.CompareExchange(ref current, null, line) == line)
            _ = Task.Run(line.Close);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref current, null) is { } line)
            await line.Close();
        opening.Dispose();
    }
}

/// <summary>A connection with one channel in confirm mode.</summary>
internal sealed class Line
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly Subscribers subscribers;
    private readonly SemaphoreSlim making = new(1, 1);
    private readonly HashSet<string> made = new(StringComparer.Ordinal);
    private volatile bool blocked;

    private Line(IConnection connection, IChannel channel, Subscribers subscribers)
    {
        (this.connection, this.channel, this.subscribers) = (connection, channel, subscribers);
        connection.ConnectionBlockedAsync += (_, _) => { blocked = true; return Task.CompletedTask; };
        connection.ConnectionUnblockedAsync += (_, _) => { blocked = false; return Task.CompletedTask; };
    }

    public bool IsOpen => channel.IsOpen && connection.IsOpen;

    /// <summary>
    /// The broker is short of memory or disk and reads nothing from publishers. A new connection would fare no better,
    /// and all that is sent meanwhile comes out twice when it is over.
    /// </summary>
    public bool IsBlocked => blocked;

    public static async Task<Line> Open(BusSettings settings, Subscribers subscribers, CancellationToken ct)
    {
        var factory = new ConnectionFactory
        {
            UserName = settings.User, Password = settings.Password, VirtualHost = settings.VirtualHost, AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(5), RequestedConnectionTimeout = patience, HandshakeContinuationTimeout = patience, ContinuationTimeout = patience,
        };
        var connection = await factory.CreateConnectionAsync(settings.Endpoints(), "supply-publisher", ct);
        try
        {
            // The batch bounds what is in flight; the client's own limiter would only slow it down.
            var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);
            return new Line(connection, await connection.CreateChannelAsync(confirmed, ct), subscribers);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the type's exchange and every subscriber's queue, as the subscriber itself would, once for each connection.</summary>
    public async Task MakeQueues(string type, string exchange, CancellationToken ct)
    {
        await making.WaitAsync(ct);
        try
        {
            if (made.Contains(type))
                return;
            await using var declaring = await connection.CreateChannelAsync(cancellationToken: ct); // an error would close it
            await declaring.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: ct);
            foreach (var queue in subscribers.Of(type))
            {
                await declaring.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: ct);
                await declaring.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
                await declaring.QueueBindAsync(queue, queue, "", cancellationToken: ct);
                await declaring.ExchangeBindAsync(queue, exchange, "", cancellationToken: ct);
            }
            made.Add(type);
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>Somebody took the queues away.</summary>
    public async Task ForgetQueues(string type, CancellationToken ct)
    {
        await making.WaitAsync(ct);
        made.Remove(type);
        making.Release();
    }

    /// <summary>Ends when the broker has it on disk.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">Refused, or (<c>IsReturn</c>) no queue took a message that has subscribers.</exception>
    public async Task Send(string type, string exchange, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken ct) =>
        await channel.BasicPublishAsync(exchange, "", mandatory: subscribers.Of(type).Count > 0, properties, body, ct).AsTask().WaitAsync(ct);

    public async Task Close()
    {
        try
        {
            await connection.CloseAsync(Constants.ReplySuccess, "recycled", patience, abort: true);
            await connection.DisposeAsync();
        }
        catch (Exception)
        {
            // it was broken, or it is now
        }
    }
}
