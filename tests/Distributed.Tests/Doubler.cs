using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Supply.Distributed.Tests;

/// <summary>
/// Doubles half of the messages from outside: a queue of its own, bound to the exchanges of all contracts, whose messages it
/// publishes once more as they are, with the same ids, seconds late and out of order; some only at the end. Not all of
/// them: a double would bring back what was lost, and nobody would see it.
/// </summary>
internal sealed class Doubler : IAsyncDisposable
{
    private const string Queue = "chaos-doubler";
    private const string Mark = "Chaos-Double"; // else it would double its doubles for ever
    private const double Share = 0.5;
    private static readonly TimeSpan latest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan beat = TimeSpan.FromMilliseconds(50);
    private readonly AmqpTcpEndpoint[] nodes;
    private readonly Random random;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock turn = new();
    private Task living = Task.CompletedTask;
    private volatile bool hurry;
    private volatile int left = -1;

    private Doubler(LocalDeployment system, int seed) =>
        (nodes, random) = ([.. system.Nodes.Select((_, i) => new AmqpTcpEndpoint("127.0.0.1", system.PortOfNode(i)))], new Random(seed));

    private sealed record Held(ulong Tag, string Exchange, BasicProperties Properties, byte[] Body, DateTimeOffset Due);

    public int Doubled { get; private set; }

    /// <summary>Where its work was interrupted, and by what.</summary>
    public List<string> Interruptions { get; } = [];

    /// <summary>Returns when its queue is bound, so that no message passes it by.</summary>
    public static async Task<Doubler> Started(LocalDeployment system, int seed)
    {
        var doubler = new Doubler(system, seed);
        var bound = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        doubler.living = Task.Run(() => doubler.Live(bound));
        await bound.Task.WaitAsync(Patience.Limit);
        return doubler;
    }

    /// <summary>Publishes all that it still holds, and takes its queue away.</summary>
    public async Task Finish()
    {
        hurry = true;
        await Eventually.Holds(() => Task.FromResult(left == 0), "the doubler has published all that it held");
        await DisposeAsync();
        await using var connection = await Connect(CancellationToken.None);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(Queue);
    }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested)
            return;
        await stop.CancelAsync();
        await living;
    }

    private async Task Live(TaskCompletionSource bound)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await Connect(stop.Token);
                await Work(connection, bound);
            }
            catch (Exception e) when (
                e is RabbitMQClientException or IOException or OperationCanceledException or TimeoutException or ObjectDisposedException
                or InvalidOperationException)
            {
                if (!stop.IsCancellationRequested)
                    Interruptions.Add($"{e.GetType().Name}: {e.Message}");
            }
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Work(IConnection connection, TaskCompletionSource bound)
    {
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop.Token);
        await Bind(connection, channel);
        bound.TrySetResult();
        var (held, passed) = (new List<Held>(), new List<ulong>());
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            lock (turn)
            {
                if (message.BasicProperties.Headers?.ContainsKey(Mark) == true || random.NextDouble() >= Share)
                    passed.Add(message.DeliveryTag);
                else
                    held.Add(
                        new(message.DeliveryTag, message.Exchange, new BasicProperties(message.BasicProperties), message.Body.ToArray(),
                        DueAt()));
            }
            return Task.CompletedTask;
        };
        await channel.BasicQosAsync(0, 5000, false, stop.Token);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, stop.Token);
        while (true)
        {
            foreach (var message in TakeDue(held, passed))
            {
                if (message.Exchange.Length > 0)
                    await Double(channel, message);
                await channel.BasicAckAsync(message.Tag, false, stop.Token);
            }
            var waiting = (int)(await channel.QueueDeclarePassiveAsync(Queue, stop.Token)).MessageCount;
            lock (turn)
                left = waiting + held.Count + passed.Count;
            await Task.Delay(beat, TimeProvider.System, stop.Token);
        }
    }

    private async Task Double(IChannel channel, Held message)
    {
        message.Properties.Headers ??= new Dictionary<string, object?>();
        message.Properties.Headers[Mark] = Doubled.ToString(CultureInfo.InvariantCulture);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        await channel.BasicPublishAsync(message.Exchange, "", mandatory: false, message.Properties, message.Body, limit.Token);
        Doubled++;
    }

    /// <summary>Those that are due, in any order, and with no exchange those that are only taken off the queue.</summary>
    private Held[] TakeDue(List<Held> held, List<ulong> passed)
    {
        lock (turn)
        {
            var now = TimeProvider.System.GetUtcNow();
            var due = held.Where(x => hurry || x.Due <= now).ToArray();
            held.RemoveAll(x => due.Contains(x));
            random.Shuffle(due);
            Held[] taken = [.. due, .. passed.Select(x => new Held(x, "", new BasicProperties(), [], now))];
            passed.Clear();
            return taken;
        }
    }

    private DateTimeOffset DueAt() =>
        random.NextDouble() < 0.1 ? DateTimeOffset.MaxValue : TimeProvider.System.GetUtcNow() + random.NextDouble() * latest;

    private async Task Bind(IConnection connection, IChannel channel)
    {
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
            cancellationToken: stop.Token);
        foreach (var exchange in await Exchanges(connection))
            await channel.QueueBindAsync(Queue, exchange, "", cancellationToken: stop.Token);
    }

    /// <summary>A record of the contracts is a message where it has an exchange, named as MassTransit names it.</summary>
    private async Task<List<string>> Exchanges(IConnection connection)
    {
        var exchanges = new List<string>();
        foreach (var type in typeof(Contracts.IFact).Assembly.GetExportedTypes().Where(x => x.IsClass))
        {
            await using var probe = await connection.CreateChannelAsync(cancellationToken: stop.Token);
            try
            {
                await probe.ExchangeDeclarePassiveAsync($"{type.Namespace}:{type.Name}", stop.Token);
                exchanges.Add($"{type.Namespace}:{type.Name}");
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                // part of a message
            }
        }
        Assert.True(exchanges.Count > 5, $"only {exchanges.Count} exchanges of contracts were found");
        return exchanges;
    }

    private async Task<IConnection> Connect(CancellationToken ct)
    {
        AmqpTcpEndpoint[] any = [.. nodes];
        random.Shuffle(any);
        return await new ConnectionFactory {
            AutomaticRecoveryEnabled = false, RequestedHeartbeat = TimeSpan.FromSeconds(5) }.CreateConnectionAsync(any, ct);
    }
}
