using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Supply.Platform.Hosting;
using Supply.Platform.Persistence;

namespace Supply.Platform.Http;

/// <summary>
/// What meets every request first, at the gateway and in a host without one: problem documents, correlation id, headers,
/// tokens and limits. Configuration: <c>Tokens:Authority</c>, <c>Tokens:Audience</c>, <c>DevTokens:Key</c>,
/// <c>RateLimit:PerSecond</c> (requests of one caller a second, 1,000; bursts of twice as many).
/// </summary>
public static class Edge
{
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
        builder.Services.AddSingleton(clock);
        builder.Services.AddScoped(x => new Origin(x.GetRequiredService<TimeProvider>()));
        var perSecond = builder.Configuration.GetValue("RateLimit:PerSecond", 1000);
        builder.Services.AddRateLimiter(x => Limit(x, perSecond));
        AddTokens(builder, urls, devTokens, clock);
    }

    public static void UseEdge(this WebApplication app)
    {
        app.UseProblems();
        app.Use(Drain.CloseConnections);
        app.Use(Correlate);
        app.UseRouting();
        app.UseAuthentication();
        app.Use(Sign);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Services.GetService<DevelopmentTokens>()?.Map(app);
    }

    private static void Limit(RateLimiterOptions limiter, int perSecond)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.User.FindFirst("sub")?.Value ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new TokenBucketRateLimiterOptions { TokenLimit = 2 * perSecond, TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));
    }

    private static void AddTokens(WebApplicationBuilder builder, string urls, bool devTokens, TimeProvider clock)
    {
        var authentication = builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme);
        builder.Services.AddAuthorization();
        if (devTokens)
        {
            // they would win over ours
            var configuredUrls = builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(x => x["Url"] ?? "");
            foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Concat(configuredUrls))
                if (!IsLoopback(BindingAddress.Parse(url).Host))
                    throw new InvalidOperationException(
                        $"--dev-tokens only works on loopback addresses, and {url} is none: anybody could make a token.");
            var configured = builder.Configuration["DevTokens:Key"];
            var database = Database.From(builder.Configuration);
            DevelopmentTokens tokens;
            if (configured is not null)
            {
                tokens = new DevelopmentTokens(Convert.FromBase64String(configured), clock);
            }
            else
            {
                var folder = database.Provider == DatabaseProvider.Sqlite ? database.Location
                    : throw new InvalidOperationException("DevTokens:Key is missing.");
                Directory.CreateDirectory(folder);
                tokens = DevelopmentTokens.FromFile(Path.Combine(folder, "development.key"), clock);
            }
            builder.Services.AddSingleton(tokens);
            authentication.AddJwtBearer(x =>
            {
                x.MapInboundClaims = false;
                x.TokenValidationParameters = Parameters(clock);
                x.TokenValidationParameters.ValidIssuer = DevelopmentTokens.Issuer;
                x.TokenValidationParameters.ValidAudience = DevelopmentTokens.Audience;
                x.TokenValidationParameters.IssuerSigningKey = tokens.Key;
                x.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            });
            return;
        }
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Validate(x => !string.IsNullOrWhiteSpace(x.Authority),
                "Tokens:Authority is missing (environment: Tokens__Authority): whose tokens are "
                + "trusted? Name an OpenID Connect authority, or start with development tokens on a loopback address.")
            .ValidateOnStart();
        authentication.AddJwtBearer(x =>
        {
            x.MapInboundClaims = false;
            x.Authority = builder.Configuration["Tokens:Authority"];
            x.Audience = builder.Configuration["Tokens:Audience"] ?? DevelopmentTokens.Audience;
            x.TokenValidationParameters = Parameters(clock);
            x.TokenValidationParameters.ValidAudience = x.Audience;
        });
    }

    private static TokenValidationParameters Parameters(TimeProvider clock) => new()
    {
        NameClaimType = "sub", RoleClaimType = "role", RequireExpirationTime = true, RequireSignedTokens = true,
        LifetimeValidator = (from, to, _, _) =>
            clock.GetUtcNow().UtcDateTime is var now && (from is null || from.Value.AddSeconds(-30) <= now) && to is not null
                && now < to.Value.AddSeconds(30),
    };

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static async Task Correlate(HttpContext context, RequestDelegate next)
    {
        var origin = context.RequestServices.GetRequiredService<Origin>();
        if (Guid.TryParse(context.Request.Headers["X-Correlation-Id"], out var given))
            origin.CorrelationId = given;
        context.Features.Set(origin);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers["X-Correlation-Id"] = origin.CorrelationId.ToString();
            context.Response.Headers.XContentTypeOptions = "nosniff";
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
