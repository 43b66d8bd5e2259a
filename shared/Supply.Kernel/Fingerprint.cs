using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Supply.Kernel;

/// <summary>
/// SHA-256 over a normalised request, so that a repetition is known by its content. Absent, null and default are the same.
/// </summary>
public static class Fingerprint
{
    private static readonly JsonSerializerOptions canonical = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IncludeFields = true, // the members of a tuple are fields
        Converters =
        {
            new JsonStringEnumConverter(), new AsText<Clave>(x => x.Value), new AsText<FacilityCode>(x => x.Value),
                new AsText<LotNumber>(x => x.Value), new AsText<Month>(x => x.ToString()),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <param name="request">The parsed request with codes normalised and instants in UTC; members in the order of its type.</param>
    public static byte[] Of<T>(T request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, canonical));

    /// <summary>A code is its text, whatever else its type can tell.</summary>
    private sealed class AsText<T>(Func<T, string?> text) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
    }
}
