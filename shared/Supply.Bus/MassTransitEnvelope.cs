using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MassTransit;
using Supply.Platform.Messaging;

namespace Supply.Bus;

/// <summary>
/// A message as it lies on the wire. The handler reads the bytes that the sender wrote, so that both modes and a replay see the same.
/// </summary>
internal static class MassTransitEnvelope
{
    public static Envelope Read<TMessage>(ConsumeContext<TMessage> context) where TMessage : class
    {
        var body = context.ReceiveContext.GetBody();
        return new Envelope(
            Id(context.MessageId)
                ?? Named(body), typeof(TMessage).FullName!, Inner(body).ToArray(), context.Headers.Get("Supply-Producer", "")!,
            Instant(context.Headers.Get("Supply-Created", "")), context.CorrelationId ?? Id(context.MessageId)
                ?? Named(body), context.InitiatorId, context.Headers.Get<string>("Supply-Trace"));
    }

    /// <summary>What can still be said of a message that could not be read: its bytes, and its id where the envelope is whole.</summary>
    public static Envelope ReadBroken(ReceiveContext context, string type)
    {
        var body = context.GetBody();
        Guid? id = null;
        try
        {
            using var envelope = JsonDocument.Parse(body);
            if (envelope.RootElement.ValueKind == JsonValueKind.Object && envelope.RootElement.TryGetProperty("messageId", out var member)
                && member.ValueKind == JsonValueKind.String && member.TryGetGuid(out var given))
                id = Id(given);
            return new Envelope(id ?? Named(body), type, Inner(body).ToArray(), "", DateTimeOffset.UnixEpoch, id
                ?? Named(body), null, null);
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

    // Zeros are no id: every message that has them would pass for the first one.
    private static Guid? Id(Guid? given) => given == Guid.Empty ? null : given;

    // The same bytes without an id are the same message.
    private static Guid Named(byte[] body) => new(SHA256.HashData(body).AsSpan(0, 16));

    private static DateTimeOffset Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
            : DateTimeOffset.UnixEpoch;
}
