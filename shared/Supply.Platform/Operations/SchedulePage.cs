using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;
using Supply.Platform.Jobs;

namespace Supply.Platform.Operations;

/// <summary>
/// Hangfire's pages at <c>/{service}/ops/tareas</c>, to look at. Nobody can command there: it would go past the audit and the job's
/// lock; a run by hand is <c>ops/jobs/{name}/run</c>.
/// </summary>
internal static class SchedulePage
{
    public static void MapSchedulePage(this IEndpointRouteBuilder routes, string service)
    {
        var path = SchedulePageSession.Path(service);
        var pages = new Lazy<RequestDelegate>(() => Build(routes, service, path));
        Task Show(HttpContext http)
        {
            http.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            return pages.Value(http);
        }

        // GET alone: its pages send commands, and ask for numbers again and again, by POST.
        routes.MapGet(path + "/{**rest}", (Delegate)Show).Allow(Scope.Nation, Roles.Operator).ExcludeFromDescription();
    }

    private static RequestDelegate Build(IEndpointRouteBuilder routes, string service, string path)
    {
        var app = routes.CreateApplicationBuilder();
        var options = new DashboardOptions
        {
            Authorization = [], AsyncAuthorization = [], // the route's own
            IsReadOnlyFunc = _ => true,
            StatsPollingInterval = 0,
            DisplayStorageConnectionString = false,
            AppPath = null,
            DashboardTitle = $"Tareas de {service}",
            DisplayNameFunc = (_, job) => string.Join(' ', job.Args.OfType<string>()),
            IgnoreAntiforgeryToken = true, // there is nothing to forge
        };
        app.UsePathBase(path);
        app.UseMiddleware<AspNetCoreDashboardMiddleware>(routes.ServiceProvider.GetRequiredService<ScheduleStore>().Storage, options,
            DashboardRoutes.Routes);
        app.Run(http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        return app.Build();
    }
}
