using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Supply.Platform.Http;

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
            throw new RequestRefusedException(
                Refusal.Malformed("request.media-type", "El contenido debe ser application/json."),
                    StatusCodes.Status415UnsupportedMediaType);
        context.Request.RequireUtf8();
        var bytes = await context.Request.ReadAtMost(MaxBytes);
        if (HttpJson.Read<T>(bytes.Span).Refused(out var why, out var value))
            throw new RequestRefusedException(why, Problems.StatusOf(why.Kind));
        return new Body<T>(value);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
