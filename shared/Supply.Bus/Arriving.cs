using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Supply.Platform.Messaging;

namespace Supply.Bus;

/// <summary>A message as it lies on the wire. The handler reads the bytes that the sender wrote, so that both modes and a replay see the same.</summary>
internal static class Arriving
{
    public static Envelope Read<TMessage>(ConsumeContext<TMessage> context) where TMessage : class
    {
        var body = context.ReceiveContext.GetBody();
        return new Envelope(
            context.MessageId ?? Named(body), typeof(TMessage).FullName!, Inner(body).ToArray(), context.Headers.Get("Supply-Producer", "")!,
            Instant(context.Headers.Get("Supply-Created", "")), context.CorrelationId ?? context.MessageId ?? Named(body), context.InitiatorId, context.Headers.Get<string>("Supply-Trace"));
    }

    /// <summary>What can still be said of a message that could not be read: its bytes, and its id where the envelope is whole.</summary>
    public static Envelope ReadBroken(ReceiveContext context, string type)
    {
        var body = context.GetBody();
        Guid? id = null;
        try
        {
            using var envelope = JsonDocument.Parse(body);
            if (envelope.RootElement.ValueKind == JsonValueKind.Object && envelope.RootElement.TryGetProperty("messageId", out var member) && member.ValueKind == JsonValueKind.String && member.TryGetGuid(out var given))
                id = given;
            return new Envelope(id ?? Named(body), type, Inner(body).ToArray(), "", DateTimeOffset.UnixEpoch, id ?? Named(body), null, null);
        }
        catch (JsonException)
        {
            return new Envelope(id ?? Named(body), type, body, "", DateTimeOffset.UnixEpoch, id ?? Named(body), null, null);
        }
    }

    /// <summary>The bytes of the envelope's member <c>message</c>, as they are.</summary>
    private static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> envelope)
    {
        var reader = new Utf8JsonReader(envelope);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("message"u8))
                continue;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return envelope[start..(int)reader.BytesConsumed];
        }
        throw new JsonException("no message in the envelope");
    }

    // The same bytes without an id are the same message.
    private static Guid Named(byte[] body) => new(SHA256.HashData(body).AsSpan(0, 16));

    private static DateTimeOffset Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : DateTimeOffset.UnixEpoch;
}

/// <summary>
/// What the consumer never saw. An unreadable message is parked, as a handler that failed would have it; anything else,
/// above all a stop in the middle, goes back to the queue. Nothing goes to the broker's error queues, where nobody looks.
/// </summary>
internal sealed class PutAside(ISubscription subscription, TimeProvider clock, ILogger log) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (!IsUnreadable(context.Exception))
        {
            await Pause(context.CancellationToken);
            ExceptionDispatchInfo.Throw(context.Exception);
        }
        await Park(context, context.Exception);
    }

    /// <summary>No consumer took it: another type of message than the queue is for.</summary>
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => Park(context, new SerializationException($"The queue takes {subscription.MessageType}, and this is something else."));

    public void Probe(ProbeContext context)
    {
        // nothing to tell
    }

    private async Task Park(ReceiveContext context, Exception error)
    {
        var message = Arriving.ReadBroken(context, subscription.MessageType);
        while (true)
        {
            try
            {
                await subscription.Park(message, error, attempts: 1, context.CancellationToken);
                return;
            }
            catch (Exception e) when (!context.CancellationToken.IsCancellationRequested)
            {
                log.LogError(e, "{Handler} could not park message {Message}; it is tried again", subscription.Handler, message.MessageId);
                await Task.Delay(pause, clock, context.CancellationToken);
            }
        }
    }

    private Task Pause(CancellationToken ct) => ct.IsCancellationRequested ? Task.CompletedTask : Task.Delay(pause, clock, ct).ContinueWith(_ => { }, TaskScheduler.Default);

    private static bool IsUnreadable(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
            if (cause is SerializationException or JsonException)
                return true;
        return false;
    }
}
