using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Supply.Platform.Messaging;
using PublishException = RabbitMQ.Client.Exceptions.PublishException;

namespace Supply.Bus;

/// <summary>Sends a batch with all confirms in flight at once. What is not confirmed in time stays in the outbox.</summary>
public sealed class BusDispatch(IBusControl bus, TimeProvider clock, ILogger<BusDispatch> log) : IDispatch
{
    private static readonly TimeSpan confirmWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan longerThanAnElection = TimeSpan.FromSeconds(1.5);

    public async Task<Dispatched> Deliver(IReadOnlyList<OutboxRow> rows, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(confirmWithin, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        var failures = await Task.WhenAll(rows.Select(row => Send(row, limit.Token, ct)));
        if (failures.Any(x => x is PublishException))
            await Recycle(ct);
        if (failures.FirstOrDefault(x => x is not null) is { } first)
            log.LogWarning(first, "{Count} of {Total} messages were not confirmed; they stay in the outbox", failures.Count(x => x is not null), rows.Count);
        return new(rows.Where((_, i) => failures[i] is null).Select(x => x.Id).ToHashSet(), []);
    }

    private async Task<Exception?> Send(OutboxRow row, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            var dot = row.Type.LastIndexOf('.'); // MassTransit's name for the type, as exchange and in the urn
            var name = $"{row.Type[..dot]}:{row.Type[(dot + 1)..]}";
            var exchange = await bus.GetSendEndpoint(new Uri("exchange:" + name)).WaitAsync(limit);
            await exchange.Send(new Stored(), Pipe.Execute<SendContext<Stored>>(x =>
            {
                x.MessageId = row.Id;
                x.Serializer = new StoredBody(row, name);
            }), limit).WaitAsync(limit);
            return null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return e;
        }
    }

    /// <summary>
    /// After the node it was connected to died, a publisher's channel is refused for as long as it lives, while a new
    /// one is served at once: the bus is restarted, after an election must be over.
    /// </summary>
    private async Task Recycle(CancellationToken ct)
    {
        await Task.Delay(longerThanAnElection, clock, ct);
        await bus.StopAsync(ct);
        await bus.StartAsync(ct);
        log.LogWarning("The broker refused publishes on this connection; the bus was restarted");
    }

    private sealed class Stored;

    /// <summary>MassTransit's envelope around the stored bytes, which are not parsed again.</summary>
    private sealed class StoredBody(OutboxRow row, string name) : IMessageSerializer, MessageBody
    {
        private readonly byte[] bytes = Wrap(row, name);

        public ContentType ContentType { get; } = new("application/vnd.masstransit+json");
        public long? Length => bytes.Length;
        public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => this;
        public Stream GetStream() => new MemoryStream(bytes, writable: false);
        public byte[] GetBytes() => bytes;
        public string GetString() => Encoding.UTF8.GetString(bytes);

        private static byte[] Wrap(OutboxRow row, string name)
        {
            var head = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
            {
                ["messageId"] = row.Id, ["conversationId"] = row.CorrelationId, ["correlationId"] = row.CorrelationId, ["initiatorId"] = row.CausationId,
                ["messageType"] = (string[])[$"urn:message:{name}"], ["sentTime"] = row.CreatedAt.UtcDateTime,
                ["headers"] = new Dictionary<string, string?>
                {
                    ["Supply-Producer"] = row.Producer, ["Supply-Created"] = row.CreatedAt.ToString("O", CultureInfo.InvariantCulture), ["Supply-Trace"] = row.TraceParent,
                },
            });
            return [.. head.AsSpan(0, head.Length - 1), .. ",\"message\":"u8, .. row.Body, (byte)'}'];
        }
    }
}
