using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Supply.Platform.Http;

namespace Supply.Platform.Hosting;

public static class HealthRoutes
{
    /// <summary><c>/health/live</c>: the process is up. <c>/health/serving</c>: it takes requests, and will go on to.</summary>
    public static void MapLiveAndServing(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAll("a probe carries no token").ExcludeFromDescription();
        app.MapGet("/health/serving", (Drain drain) => drain.Serving()).AllowAll("a probe carries no token").ExcludeFromDescription();
    }
}
