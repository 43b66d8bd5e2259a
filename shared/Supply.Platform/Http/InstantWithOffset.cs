using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supply.Platform.Http;

/// <summary>An instant must say its offset: without one it would be read in the zone of whatever machine serves the request.</summary>
public sealed class InstantWithOffset : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader, out var instant) ? instant : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    internal static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset instant)
    {
        instant = default;
        return reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out instant)
            && reader.GetString() is { Length: > 16 } text && text[10] == 'T' && (text[^1] == 'Z' || text[^6] is '+' or '-');
    }
}
