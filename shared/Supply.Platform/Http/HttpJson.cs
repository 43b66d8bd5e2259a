using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Supply.Platform.Http;

/// <summary>
/// JSON as requests and answers have it: camelCase, unknown members refused, numbers only as numbers, accents as letters.
/// </summary>
public static class HttpJson
{
    public static readonly JsonSerializerOptions Options = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // people read the answers: «dirección», not «direcci\u00F3n»
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantWithOffset());
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        return options;
    }

    /// <summary>
    /// Reads one request object: <c>request.malformed</c> when it is no JSON (400); when it means nothing (422), with the
    /// member's path, what <see cref="RequestShape"/> says.
    /// </summary>
    public static Outcome<T> Read<T>(ReadOnlySpan<byte> utf8) where T : class
    {
        try
        {
            if (RequestShape.Fault(utf8, Options.GetTypeInfo(typeof(T))) is { } fault)
                return fault;
        }
        catch (JsonException)
        {
            return Refusal.Malformed("request.malformed", "El contenido no es JSON válido.");
        }
        try
        {
            if (JsonSerializer.Deserialize<T>(utf8, Options) is { } request)
                return request;
        }
        catch (JsonException e)
        {
            return Refusal.Invalid("request.wrong-type", "Un campo no es del tipo que se espera.", e.Path is { Length: > 2 } path
                ? path[2..] : null);
        }
        return Refusal.Invalid("request.wrong-type", "Se esperaba un objeto.");
    }
}
