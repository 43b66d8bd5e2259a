using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.JsonWebTokens;
using Supply.Platform.Hosting;
using Supply.Platform.Http;

namespace Supply.Platform.Operations;

/// <summary>
/// A browser that opens a page sends no bearer token. So a request with one gets it back as a cookie of a quarter of an hour, which
/// only the pages of <see cref="SchedulePage"/> are asked with, and which is checked there as the token that it is.
/// </summary>
internal static class SchedulePageSession
{
    private const string Cookie = "supply-tareas";
    private const int LongestToken = 3800; // browsers keep 4,096 bytes

    private static readonly TimeSpan longest = TimeSpan.FromMinutes(15);

    public static string Path(string service) => $"/{service}/ops/tareas";

    public static void MapSchedulePageSession(this IEndpointRouteBuilder routes, string service)
    {
        var path = Path(service) + "/sesion";
        routes.MapGet(path, () => Results.Content(Form, "text/html; charset=utf-8"))
            .AllowAll("a form to paste a token into; it shows nothing of the system").ExcludeFromDescription();
        routes.MapGet(path + ".js", () => Results.Content(Script, "text/javascript; charset=utf-8"))
            .AllowAll("the script of that form").ExcludeFromDescription();
        routes.MapPost(path, (HttpContext http, TimeProvider clock) => Open(http, service, clock)).WithGroupName(service).WithTags(service)
            .WithSummary("Lets the browser look at the pages of the schedule for a quarter of an hour, with the token of this request.")
            .Allow(Scope.Nation, Roles.Operator);
        routes.MapDelete(path, (HttpContext http) => Close(http, service)).WithGroupName(service).WithTags(service)
            .WithSummary("Ends that.").Allow(Scope.Nation, Roles.Operator);
    }

    /// <summary>
    /// To be run before authentication: the cookie stands in for the header, for reading these pages and for nothing else.
    /// </summary>
    public static void UseSchedulePageSession(this WebApplication app, IReadOnlyList<SupplyService> services)
    {
        var paths = services.Select(x => new PathString(Path(x.Name))).ToArray();
        app.Use((http, next) =>
        {
            if (HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Authorization.Count == 0
                && paths.Any(x => http.Request.Path.StartsWithSegments(x, StringComparison.Ordinal))
                && http.Request.Cookies.TryGetValue(Cookie, out var token))
                http.Request.Headers.Authorization = "Bearer " + token;
            return next();
        });
    }

    /// <param name="ExpiresIn">Seconds.</param>
    public sealed record SessionView(string Path, long ExpiresIn);

    private static Reply<SessionView> Open(HttpContext http, string service, TimeProvider clock)
    {
        var token = http.Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim();
        if (token.Length > LongestToken)
            return Refusal.Invalid("ops.token-too-long", "Esa credencial no cabe en una cookie; consulte /ops/jobs.");
        var left = new JsonWebToken(token).ValidTo - clock.GetUtcNow().UtcDateTime;
        var lasts = left < longest ? left : longest;
        http.Response.Cookies.Append(Cookie, token, Options(http, service, lasts));
        return new SessionView(Path(service), (long)lasts.TotalSeconds);
    }

    private static Reply<SessionView> Close(HttpContext http, string service)
    {
        http.Response.Cookies.Delete(Cookie, Options(http, service, null));
        return new SessionView(Path(service), 0);
    }

    private static CookieOptions Options(HttpContext http, string service, TimeSpan? lasts) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Path = Path(service), MaxAge = lasts,
        Secure = http.Request.IsHttps || http.Request.Headers["X-Forwarded-Proto"] == "https",
    };

    private const string Form = """
        <!doctype html><html lang="es"><meta charset="utf-8"><title>Tareas</title>
        <p><label>Credencial de operador<br><textarea id="t" rows="6" cols="60"></textarea></label>
        <p><button id="b">Entrar</button> <span id="m" role="status"></span>
        <script src="sesion.js"></script></html>
        """;

    private const string Script = """
        document.getElementById('b').onclick = async () => {
          const token = document.getElementById('t').value.trim();
          const answer = await fetch(location.pathname, { method: 'POST', headers: { authorization: 'Bearer ' + token } });
          if (answer.ok) location.href = (await answer.json()).path;
          else document.getElementById('m').textContent = 'No se aceptó: ' + answer.status;
        };
        """;
}
