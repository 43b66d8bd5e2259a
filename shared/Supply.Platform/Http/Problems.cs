using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Http;

/// <summary>The one form of every error (RFC 9457).</summary>
/// <param name="Code">Stable: <c>inventory.insufficient-stock</c>.</param>
/// <param name="Detail">Spanish, for people.</param>
/// <param name="Field">The member of the request at fault.</param>
public sealed record Problem(string Type, string Title, int Status, string Code, string Detail, Guid CorrelationId, string? Field = null);

/// <summary>A refusal met while the request was still being read; the route's handler never ran.</summary>
public sealed class RequestRefusedException(Refusal refusal, int status) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
    public int Status { get; } = status;
}

public static class Problems
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Malformed => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.VersionRequired => StatusCodes.Status428PreconditionRequired,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    public static Task WriteProblem(this HttpContext context, Refusal refusal, int? status = null) =>
        context.WriteProblem(status ?? StatusOf(refusal.Kind), refusal.Code, refusal.Detail, refusal.Field);

    public static Task WriteProblem(this HttpContext context, int status, string code, string detail, string? field = null)
    {
        context.Response.StatusCode = status;
        var correlation = context.Features.Get<Origin>()?.CorrelationId ?? Guid.Empty;
        return context.Response.WriteAsJsonAsync(new Problem($"urn:supply:problem:{code}", code, status, code, detail, correlation, field), Json, "application/problem+json", context.RequestAborted);
    }

    /// <summary>Outermost: every failure becomes a problem document, and none a stack trace.</summary>
    internal static void UseProblems(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception e) when (!context.Response.HasStarted)
            {
                if (context.RequestAborted.IsCancellationRequested)
                    return;
                await Explain(context, e, app.Logger);
            }
            if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null })
                await ExplainStatus(context);
        });
    }

    private static Task Explain(HttpContext context, Exception e, ILogger log)
    {
        switch (e)
        {
            case RequestRefusedException refused:
                return context.WriteProblem(refused.Refusal, refused.Status);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return context.WriteProblem(StatusCodes.Status413PayloadTooLarge, "request.too-large", "El contenido enviado es demasiado grande.");
            case BadHttpRequestException bad:
                return context.WriteProblem(bad.StatusCode, "request.malformed", "La solicitud no se puede leer: revise los parámetros.");
        }
        if (Database.IsInfrastructure(e))
        {
            log.LogWarning(e, "{Method} {Path} could not be stored", context.Request.Method, context.Request.Path);
            context.Response.Headers.RetryAfter = "2";
            return context.WriteProblem(StatusCodes.Status503ServiceUnavailable, "service.busy", "El servicio está ocupado. Nada se guardó; envíe lo mismo otra vez en unos segundos.");
        }
        log.LogError(e, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        return context.WriteProblem(StatusCodes.Status500InternalServerError, "service.failed", "Error interno. Avise al operador con el identificador de correlación.");
    }

    private static Task ExplainStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => context.WriteProblem(400, "request.malformed", "La solicitud no se puede leer: revise los parámetros."),
        StatusCodes.Status401Unauthorized => context.WriteProblem(401, "access.no-token", "Falta una sesión válida o ya venció: vuelva a iniciar sesión."),
        StatusCodes.Status403Forbidden => context.WriteProblem(403, "access.role", "Su cuenta no tiene permiso para esta operación."),
        StatusCodes.Status404NotFound => context.WriteProblem(404, "request.no-such-route", "No existe esa dirección."),
        StatusCodes.Status405MethodNotAllowed => context.WriteProblem(405, "request.method", "Esa dirección no acepta este método."),
        StatusCodes.Status415UnsupportedMediaType => context.WriteProblem(415, "request.media-type", "El tipo de contenido no es el que se espera."),
        StatusCodes.Status429TooManyRequests => context.WriteProblem(429, "request.too-many", "Demasiadas solicitudes; espere unos segundos."),
        var status => context.WriteProblem(status, "request.refused", "La solicitud no se aceptó."),
    };
}

/// <summary>Has a version; it goes out as <c>ETag</c> and comes back as <c>If-Match</c>.</summary>
public interface IVersioned
{
    int Version { get; }
}

/// <summary>What a route answers: 200 with the value, 201 with a first answer, or the problem that stands in its place.</summary>
public sealed class Reply<T> : IResult, IEndpointMetadataProvider
{
    private readonly T? value;
    private readonly Refusal? refusal;
    private readonly int status = StatusCodes.Status200OK;

    private Reply(T value, int status) => (this.value, this.status) = (value, status);
    private Reply(Refusal refusal) => this.refusal = refusal;

    /// <summary>202: the work goes on after the answer.</summary>
    public static Reply<T> Accepted(T value) => new(value, StatusCodes.Status202Accepted);

    public static implicit operator Reply<T>(T value) => new(value, StatusCodes.Status200OK);
    public static implicit operator Reply<T>(Refusal refusal) => new(refusal);
    public static implicit operator Reply<T>(Outcome<T> outcome) => outcome.Refused(out var why, out var value) ? new(why) : new(value, StatusCodes.Status200OK);

    public static implicit operator Reply<T>(Outcome<Created<T>> outcome) => outcome.Refused(out var why, out var created)
        ? new(why)
        : new(created.Value, created.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (refusal is not null)
            return httpContext.WriteProblem(refusal);
        if (value is IVersioned { Version: var version })
            httpContext.Response.Headers.ETag = $"\"{version}\"";
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(value, HttpJson.Options, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(422, typeof(Problem), ["application/problem+json"]));
    }
}

/// <summary>The version that the caller has seen; absent where no <c>If-Match</c> was sent.</summary>
public sealed record IfMatch(int? Version, bool Unreadable)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch.ToString().Trim();
        if (header.Length == 0)
            return new(new IfMatch(null, false));
        return new(int.TryParse(header.Trim('"'), System.Globalization.NumberStyles.None, null, out var version) ? new IfMatch(version, false) : new IfMatch(null, true));
    }

    /// <summary>For a replacement: 428 without <c>If-Match</c>, 412 with another version.</summary>
    public Refusal? MustBe(int current) => Version is null && !Unreadable
        ? Refusal.VersionRequired("request.version-required", "Indique en If-Match la versión que reemplaza (ETag).")
        : MayBe(current);

    /// <summary>For a change of state: 412 with another version, fine without <c>If-Match</c>.</summary>
    public Refusal? MayBe(int current) => Unreadable || (Version is { } seen && seen != current)
        ? Refusal.Stale("request.stale-version", $"Otra persona cambió este registro: la versión actual es {current}. Vuelva a leerlo.")
        : null;
}
