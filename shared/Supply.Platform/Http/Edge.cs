using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supply.Platform.Hosting;
using Supply.Platform.Http.OpenApi;
using Supply.Platform.Persistence;

namespace Supply.Platform.Http;

/// <summary>
/// What meets every request first, at the gateway and in a host without one: compression, problem documents, correlation id,
/// headers, tokens and limits. Configuration: <see cref="TokenSettings"/>, <c>DevTokens:Key</c>, <c>RateLimit:PerSecond</c> (requests
/// of one caller a second, 1,000; bursts of twice as many), <c>RateLimit:PublicPerSecond</c> (requests to <c>/public</c> a second, of
/// all who ask there together, 2,000; bursts of twice as many).
/// </summary>
public static class Edge
{
    /// <summary>Of its own routes, which no service has: group, and name of their OpenAPI document.</summary>
    public const string Name = "edge";

    /// <summary>A host without an authority to trust does not start: <see cref="OptionsValidationException"/>.</summary>
    /// <exception cref="InvalidOperationException">Development tokens on an address that others can reach.</exception>
    public static void AddEdge(this WebApplicationBuilder builder, string urls, bool devTokens, TimeProvider clock)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(UnreadableRequests.Explain);
            kestrel.Limits.MaxRequestBodySize = null; // each reader has its own limit and answers 413 itself
        });
        Drain.Add(builder);
        Compression.Add(builder);
        builder.Services.ConfigureHttpJsonOptions(x => HttpJson.Configure(x.SerializerOptions));
        builder.AddDescription(Name);
        builder.Services.AddSingleton(new SecurityHeaders(builder.Configuration["Tokens:Authority"]));
        builder.Services.AddSingleton(clock);
        builder.Services.AddScoped(x => new Origin(x.GetRequiredService<TimeProvider>()));
        var perSecond = builder.Configuration.GetValue("RateLimit:PerSecond", 1000);
        var publicPerSecond = builder.Configuration.GetValue("RateLimit:PublicPerSecond", 2000);
        builder.Services.AddRateLimiter(x => Limit(x, perSecond, publicPerSecond));
        ReportLimit.Add(builder);
        builder.AddTokens(urls, devTokens, clock);
    }

    /// <param name="compress">Off in a service behind a gateway, which compresses for all of them.</param>
    public static void UseEdge(this WebApplication app, bool compress = true)
    {
        if (compress)
            app.UseResponseCompression();
        app.UseProblems();
        app.Use(Drain.CloseConnections);
        app.Use(Correlate);
        app.UseRouting();
        app.UseAuthentication();
        app.Use(Sign);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Services.GetService<DevelopmentTokens>()?.Map(app);
        app.MapUiConfig();
        app.MapMe();
        app.MapDescriptions([Name]);
    }

    private static void Limit(RateLimiterOptions limiter, int perSecond, int publicPerSecond)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            // All who look at public figures share a limit that takes nothing from those who work.
            var isPublic = context.Request.Path.StartsWithSegments("/public", StringComparison.Ordinal);
            var caller = context.User.FindFirst("sub")?.Value ?? context.Connection.RemoteIpAddress?.ToString() ?? "";
            var limit = isPublic ? publicPerSecond : perSecond;
            return RateLimitPartition.GetTokenBucketLimiter(isPublic ? "public" : "caller " + caller,
                _ => new TokenBucketRateLimiterOptions { TokenLimit = 2 * limit, TokensPerPeriod = limit,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 });
        });
    }

    private static async Task Correlate(HttpContext context, RequestDelegate next)
    {
        var origin = context.RequestServices.GetRequiredService<Origin>();
        if (Guid.TryParse(context.Request.Headers["X-Correlation-Id"], out var given))
            origin.CorrelationId = given;
        context.Features.Set(origin);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Correlation-Id"] = origin.CorrelationId.ToString();
            context.RequestServices.GetRequiredService<SecurityHeaders>().Set(context.Response.Headers);
            if (!context.Response.Headers.ContainsKey("Cache-Control"))
                context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        using var scope = context.RequestServices.GetRequiredService<ILogger<Origin>>()
            .BeginScope("CorrelationId:{CorrelationId}", origin.CorrelationId);
        await next(context);
    }

    private static Task Sign(HttpContext context, RequestDelegate next)
    {
        var (caller, origin) = (Caller.Of(context), context.Features.Get<Origin>()!);
        (origin.Subject, origin.Role) = (caller.Subject, caller.Role);
        return next(context);
    }
}
