using System.Globalization;
using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Text.Json;
using Supply.Platform.Messaging;

namespace Supply.Bus;

/// <summary>
/// A message as it lies on the wire: MassTransit's envelope around the bytes that the sender wrote, which both modes and a replay see
/// alike.
/// </summary>
internal static class MassTransitEnvelope
{
    /// <summary>MassTransit's name for the type, as exchange and in the urn.</summary>
    public static string Exchange(string type)
    {
        var dot = type.LastIndexOf('.');
        return $"{type[..dot]}:{type[(dot + 1)..]}";
    }

    public static string Urn(string type) => "urn:message:" + Exchange(type);

    /// <returns>Null where it cannot be read, or is another type of message than the queue is for.</returns>
    public static Envelope? Read(byte[] body, string type, out Exception? why)
    {
        try
        {
            var message = Read(body, type);
            why = message is null ? new SerializationException($"The queue takes {type}, and this is something else.") : null;
            return message;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // no JSON, or half a surrogate pair
        {
            why = e;
            return null;
        }
    }

    /// <summary>What can still be said of a message that could not be read: its bytes, and its id where the envelope is whole.</summary>
    public static Envelope ReadBroken(byte[] body, string type)
    {
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

    private static Envelope? Read(byte[] body, string type)
    {
        var reader = new Utf8JsonReader(body);
        Guid? id = null, correlation = null, cause = null;
        var (isOfType, producer, created, trace, message) = (false, "", "", default(string), default(byte[]));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("no envelope");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "messageId": id = Id(AsId(ref reader)); break;
                case "correlationId": correlation = AsId(ref reader); break;
                case "initiatorId": cause = AsId(ref reader); break;
                case "messageType": isOfType = Names(ref reader, Urn(type)); break;
                case "headers": (producer, created, trace) = Headers(ref reader); break;
                case "message":
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    message = body[start..(int)reader.BytesConsumed];
                    break;
                default: reader.Skip(); break;
            }
        }
        reader.Read(); // nothing follows
        if (message is null)
            throw new JsonException("no message in the envelope");
        return isOfType
            ? new Envelope(
                id ?? Named(body), type, message, producer, Instant(created), correlation ?? id ?? Named(body), cause, trace)
            : null;
    }

    private static (string Producer, string Created, string? Trace) Headers(ref Utf8JsonReader reader)
    {
        var (producer, created, trace) = ("", "", default(string));
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return (producer, created, trace);
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
            switch (name)
            {
                case "Supply-Producer": producer = value ?? ""; break;
                case "Supply-Created": created = value ?? ""; break;
                case "Supply-Trace": trace = value; break;
            }
        }
        return (producer, created, trace);
    }

    private static bool Names(ref Utf8JsonReader reader, string urn)
    {
        var found = false;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            found |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(urn);
            reader.Skip();
        }
        return found;
    }

    private static Guid? AsId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var id))
            return id;
        reader.Skip();
        return null;
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

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
            : DateTimeOffset.UnixEpoch;
}
