using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Supply.Platform.Http;

/// <summary>JSON as requests and answers have it: camelCase, unknown members refused, numbers only as numbers.</summary>
public static class HttpJson
{
    public static readonly JsonSerializerOptions Options = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantWithOffset());
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        return options;
    }

    /// <summary>
    /// Reads one request object: <c>request.malformed</c> when it is no JSON (400), <c>request.unknown-member</c> or
    /// <c>request.wrong-type</c> with the member's path when it means nothing (422).
    /// </summary>
    public static Outcome<T> Read<T>(ReadOnlySpan<byte> utf8) where T : class
    {
        bool storable;
        try
        {
            storable = Walk(utf8);
        }
        catch (JsonException)
        {
            return Refusal.Malformed("request.malformed", "El contenido no es JSON válido.");
        }
        if (!storable)
            return Refusal.Invalid("request.wrong-type", "Un texto trae el carácter nulo, que no se puede guardar.");
        try
        {
            return JsonSerializer.Deserialize<T>(utf8, Options) is { } request
                ? request
                : Refusal.Invalid("request.wrong-type", "Se esperaba un objeto.");
        }
        catch (JsonException e)
        {
            var path = e.Path is { Length: > 2 } p ? p[2..] : null;
            return e.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? Refusal.Invalid("request.unknown-member", "El contenido trae un campo que no se conoce; revise su nombre.", path)
                : Refusal.Invalid("request.wrong-type", "Un campo falta, no existe esa fecha o no es del tipo esperado.", path);
        }
    }

    /// <summary>Whether it is JSON to its end, and no text holds U+0000, which not every database stores.</summary>
    private static bool Walk(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 64 });
        var storable = true;
        while (reader.Read())
            storable &= reader.TokenType is not JsonTokenType.String || !reader.ValueIsEscaped || !HasNull(reader.ValueSpan);
        return storable;
    }

    private static bool HasNull(ReadOnlySpan<byte> escaped)
    {
        for (int at; (at = escaped.IndexOf((byte)'\\')) >= 0; escaped = escaped[(at + 2)..])
            if (escaped[at..].StartsWith("\\u0000"u8))
                return true;
        return false;
    }
}

/// <summary>A JSON request body of at most 1 MB, parsed and of the right types; what its values mean is the handler's to judge.</summary>
public sealed class Body<T> : IEndpointParameterMetadataProvider where T : class
{
    public const int MaxBytes = 1024 * 1024;

    private Body(T value) => Value = value;

    public T Value { get; }

    /// <exception cref="RequestRefusedException">415, 413, 400 or 422.</exception>
    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new RequestRefusedException(Refusal.Malformed("request.media-type", "El contenido debe ser application/json."), StatusCodes.Status415UnsupportedMediaType);
        var bytes = await context.Request.ReadAtMost(MaxBytes);
        if (HttpJson.Read<T>(bytes.Span).Refused(out var why, out var value))
            throw new RequestRefusedException(why, Problems.StatusOf(why.Kind));
        return new Body<T>(value);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

public static class RequestReading
{
    /// <summary>The whole body, also when it comes in chunks without a length.</summary>
    /// <exception cref="RequestRefusedException">413: more than <paramref name="limit"/> bytes.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAtMost(this HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
            throw TooLarge(limit);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End); // or the server breaks the connection, and the client's next request with it
                throw TooLarge(limit);
            }
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static RequestRefusedException TooLarge(int limit) => new(
        Refusal.Malformed("request.too-large", $"El contenido excede {limit / 1024:N0} kB."), StatusCodes.Status413PayloadTooLarge);
}
