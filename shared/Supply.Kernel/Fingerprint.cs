using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Supply.Kernel;

/// <summary>SHA-256 over a normalised request, so that a repetition is known by its content. Absent, null and default are the same.</summary>
public static class Fingerprint
{
    private static readonly JsonSerializerOptions canonical = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <param name="request">The parsed request with codes normalised and instants in UTC; members in the order of its type.</param>
    public static byte[] Of<T>(T request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, canonical));
}
