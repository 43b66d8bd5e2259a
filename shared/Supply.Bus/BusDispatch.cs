using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Supply.Platform.Messaging;

namespace Supply.Bus;

/// <summary>Sends a batch with all confirms in flight at once. What is not confirmed in time stays in the outbox.</summary>
internal sealed class BusDispatch(Publisher publisher, TimeProvider clock, ILogger<BusDispatch> log) : IDispatch
{
    private static readonly TimeSpan confirmWithin = TimeSpan.FromSeconds(10);

    public async Task<Dispatched> Deliver(IReadOnlyList<OutboxRow> rows, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(confirmWithin, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        var (channel, failures) = await Send(rows, limit.Token, ct);
        if (failures.FirstOrDefault(x =>
            x is not null and not PublishException { IsReturn: true } and not MissingQueueException) is { } doubt
            && channel is { IsBlocked: false })
        {
            publisher.GiveUp(channel);
            log.LogWarning(doubt, "Messages were not confirmed on this connection to the broker; it is given up for a new one");
        }
        if (failures.FirstOrDefault(x => x is not null) is { } first)
            log.LogWarning("{Count} of {Total} messages were not confirmed and stay in the outbox: {Why}",
                failures.Count(x => x is not null), rows.Count, first.Message);
        return new(rows.Where((_, i) => failures[i] is null).Select(x => x.Id).ToHashSet(), []);
    }

    private async Task<(BrokerChannel?, Exception?[])> Send(IReadOnlyList<OutboxRow> rows, CancellationToken limit, CancellationToken ct)
    {
        var failures = new Exception?[rows.Count];
        BrokerChannel channel;
        try
        {
            channel = await publisher.Open(limit);
            if (channel.IsBlocked)
                throw new IOException("The broker is short of memory or disk and takes no messages.");
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Array.Fill(failures, e);
            return (null, failures);
        }
        var ways = new Dictionary<string, Task>(StringComparer.Ordinal);
        foreach (var type in rows.Select(x => x.Type).Distinct(StringComparer.Ordinal))
            ways[type] = channel.MakeQueues(type, MassTransitEnvelope.Exchange(type), limit);
        failures = await Task.WhenAll(rows.Select(row => Send(channel, row, ways[row.Type], limit, ct)));
        foreach (var type in rows.Where((_, i) => failures[i] is null).Select(x => x.Type).Distinct(StringComparer.Ordinal).ToList())
            if (await Unreached(channel, type, limit, ct) is { } error)
                failures = [.. failures.Select((x, i) => rows[i].Type == type ? x ?? error : x)];
        return (channel, failures);
    }

    private static async Task<Exception?> Send(BrokerChannel channel, OutboxRow row, Task way, CancellationToken limit,
        CancellationToken ct)
    {
        try
        {
            await way;
            var properties = new BasicProperties
            {
                ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent, MessageId = row.Id.ToString(),
                CorrelationId = row.CorrelationId.ToString(),
            };
            await channel.Send(row.Type, MassTransitEnvelope.Exchange(row.Type), properties, Wrap(row), limit);
            return null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return e;
        }
    }

    /// <returns>Null: every subscriber's queue is there and has what was confirmed.</returns>
    private static async Task<Exception?> Unreached(BrokerChannel channel, string type, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            return await channel.HasQueues(type, limit) ? null : new MissingQueueException(type);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return e;
        }
    }

    /// <summary>MassTransit's envelope around the stored bytes, which are not parsed again.</summary>
    private static ReadOnlyMemory<byte> Wrap(OutboxRow row)
    {
        var envelope = new ArrayBufferWriter<byte>(row.Body.Length + 600);
        using var json = new Utf8JsonWriter(envelope, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("messageId", row.Id);
        json.WriteString("conversationId", row.CorrelationId);
        json.WriteString("correlationId", row.CorrelationId);
        if (row.CausationId is { } cause)
            json.WriteString("initiatorId", cause);
        json.WriteStartArray("messageType");
        json.WriteStringValue(MassTransitEnvelope.Urn(row.Type));
        json.WriteEndArray();
        json.WriteString("sentTime", row.CreatedAt.UtcDateTime);
        json.WriteStartObject("headers");
        json.WriteString("Supply-Producer", row.Producer);
        json.WriteString("Supply-Created", row.CreatedAt);
        if (row.TraceParent is not null)
            json.WriteString("Supply-Trace", row.TraceParent);
        json.WriteEndObject();
        json.WritePropertyName("message");
        json.WriteRawValue(row.Body, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return envelope.WrittenMemory;
    }
}
