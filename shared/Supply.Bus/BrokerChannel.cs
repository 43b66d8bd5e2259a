using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Supply.Bus;

/// <summary>A connection with one channel in confirm mode.</summary>
internal sealed class BrokerChannel
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan madeAgainAfter = TimeSpan.FromSeconds(30);
    private static readonly Dictionary<string, object?> quorum = new() { ["x-queue-type"] = "quorum" };

    private readonly TimeProvider clock = TimeProvider.System; // how long ago, not what date
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly Subscribers subscribers;
    private readonly SemaphoreSlim making = new(1, 1);
    private readonly Dictionary<string, long> made = new(StringComparer.Ordinal);
    private IChannel? asking;
    private volatile bool blocked;

    private BrokerChannel(IConnection connection, IChannel channel, Subscribers subscribers)
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

    public static async Task<BrokerChannel> Open(BusSettings settings, Subscribers subscribers, CancellationToken ct)
    {
        var factory = new ConnectionFactory
        {
            UserName = settings.User, Password = settings.Password, VirtualHost = settings.VirtualHost, AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(5),
            RequestedConnectionTimeout = patience, HandshakeContinuationTimeout = patience, ContinuationTimeout = patience,
        };
        var connection = await factory.CreateConnectionAsync(settings.Endpoints(), "supply-publisher", ct);
        try
        {
            // The batch bounds what is in flight; the client's own limiter would only slow it down.
            var confirmed = new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
                    outstandingPublisherConfirmationsRateLimiter: null);
            return new BrokerChannel(connection, await connection.CreateChannelAsync(confirmed, ct), subscribers);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Makes the type's exchange and every subscriber's queue and bindings, as the subscriber itself would; again after a while, as
    /// somebody may undo them.
    /// </summary>
    public async Task MakeQueues(string type, string exchange, CancellationToken ct)
    {
        await making.WaitAsync(ct);
        try
        {
            if (made.TryGetValue(type, out var at) && clock.GetElapsedTime(at) < madeAgainAfter)
                return;
            await using var declaring = await connection.CreateChannelAsync(cancellationToken: ct); // an error would close it
            await declaring.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, cancellationToken: ct);
            foreach (var queue in subscribers.Of(type))
            {
                await declaring.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: ct);
                await declaring.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, quorum, cancellationToken: ct);
                await declaring.QueueBindAsync(queue, queue, "", cancellationToken: ct);
                await declaring.ExchangeBindAsync(queue, exchange, "", cancellationToken: ct);
            }
            made[type] = clock.GetTimestamp();
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>
    /// Whether every subscriber's queue is there, asked after a message was confirmed: the broker confirms and returns nothing where
    /// one queue took it and another was taken away, and the message would be lost for that one.
    /// </summary>
    public async Task<bool> HasQueues(string type, CancellationToken ct)
    {
        await making.WaitAsync(ct);
        try
        {
            asking ??= await connection.CreateChannelAsync(cancellationToken: ct);
            foreach (var queue in subscribers.Of(type))
                await asking.QueueDeclarePassiveAsync(queue, ct);
            return true;
        }
        catch (OperationInterruptedException) // there is none of that name; the channel is closed by it
        {
            made.Remove(type);
            asking = null;
            return false;
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>Ends when the broker has it on disk.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">
    /// Refused, or (<c>IsReturn</c>) no queue took a message that has subscribers.
    /// </exception>
    public async Task Send(string type, string exchange, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken ct) =>
        await channel.BasicPublishAsync(exchange, "", mandatory: subscribers.Of(type).Count > 0, properties, body, ct).AsTask()
            .WaitAsync(ct);

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
