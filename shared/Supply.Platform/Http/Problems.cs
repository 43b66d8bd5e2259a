using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Http;

public static class Problems
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

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
        var problem = new Problem($"urn:supply:problem:{code}", code, status, code, detail, correlation, field);
        return context.Response.WriteAsJsonAsync(problem, Json, "application/problem+json", context.RequestAborted);
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
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null })
            {
                context.Response.ContentLength = null;
                await ExplainStatus(context);
            }
        });
    }

    private static Task Explain(HttpContext context, Exception e, ILogger log)
    {
        switch (e)
        {
            case RequestRefusedException refused:
                return context.WriteProblem(refused.Refusal, refused.Status);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return context.WriteProblem(StatusCodes.Status413PayloadTooLarge, "request.too-large",
                    "El contenido enviado es demasiado grande.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest }:
                return context.ExplainUnreadable();
            case BadHttpRequestException bad:
                return context.WriteProblem(bad.StatusCode, "request.malformed", "La solicitud no se puede leer: revise los parámetros.");
            case OverflowException:
                log.LogWarning(e, "{Method} {Path} overflowed", context.Request.Method, context.Request.Path);
                return context.WriteProblem(
                    StatusCodes.Status422UnprocessableEntity, "request.number-too-large",
                        "Las cantidades son demasiado grandes para sumarse; revíselas.");
        }
        if (e is OutcomeUnknownException)
        {
            log.LogWarning(e, "{Method} {Path} may have been stored", context.Request.Method, context.Request.Path);
            context.Response.Headers.RetryAfter = "2";
            return context.WriteProblem(StatusCodes.Status503ServiceUnavailable, "service.outcome-unknown",
                "No se sabe si lo enviado se guardó. Envíelo otra vez en unos segundos con el mismo identificador: si ya estaba, no se "
                    + "guarda dos veces.");
        }
        if (Database.IsInfrastructure(e))
        {
            log.LogWarning(e, "{Method} {Path} could not be stored", context.Request.Method, context.Request.Path);
            context.Response.Headers.RetryAfter = "2";
            return context.WriteProblem(StatusCodes.Status503ServiceUnavailable, "service.busy", HttpMethods.IsGet(context.Request.Method)
                ? "El servicio está ocupado. Intente otra vez en unos segundos."
                : "El servicio está ocupado y no se sabe si lo enviado quedó guardado. Envíe lo mismo otra vez en unos segundos, con el "
                    + "mismo "
                    + "identificador: lo que ya estaba guardado no se repite.");
        }
        log.LogError(e, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        return context.WriteProblem(
            StatusCodes.Status500InternalServerError, "service.failed",
                "Error interno. Avise al operador con el identificador de correlación.");
    }

    /// <summary>The framework does not say which parameter it could not read.</summary>
    private static Task ExplainUnreadable(this HttpContext context) => RequestParameters.Unreadable(context) is { } parameter
        ? context.WriteProblem(parameter)
        : context.WriteProblem(StatusCodes.Status400BadRequest, "request.malformed",
            "La solicitud no se puede leer: revise los parámetros.");

    private static Task ExplainStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => context.ExplainUnreadable(),
        StatusCodes.Status401Unauthorized =>
            context.WriteProblem(401, "access.no-token", "Falta una sesión válida o ya venció: vuelva a iniciar sesión."),
        StatusCodes.Status403Forbidden => context.WriteProblem(403, "access.role", "Su cuenta no tiene permiso para esta operación."),
        StatusCodes.Status404NotFound => context.WriteProblem(404, "request.no-such-route", "No existe esa dirección."),
        StatusCodes.Status405MethodNotAllowed => context.WriteProblem(405, "request.method", "Esa dirección no acepta este método."),
        StatusCodes.Status415UnsupportedMediaType =>
            context.WriteProblem(415, "request.media-type", "El tipo de contenido no es el que se espera."),
        StatusCodes.Status429TooManyRequests =>
            context.WriteProblem(429, "request.too-many", "Demasiadas solicitudes; espere unos segundos."),
        var status => context.WriteProblem(status, "request.refused", "La solicitud no se aceptó."),
    };
}
