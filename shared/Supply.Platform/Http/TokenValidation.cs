using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Supply.Platform.Persistence;

namespace Supply.Platform.Http;

/// <summary>
/// Tokens of the authority of <see cref="TokenSettings"/>, whoever it is, by what it says of itself; beside them, where the host was
/// told so, those of <see cref="DevelopmentTokens"/>.
/// </summary>
internal static class TokenValidation
{
    private const string Development = "development";

    /// <summary>A host without an authority to trust does not start: <see cref="OptionsValidationException"/>.</summary>
    /// <exception cref="InvalidOperationException">Development tokens on an address that others can reach.</exception>
    public static void AddTokens(this WebApplicationBuilder builder, string urls, bool devTokens, TimeProvider clock)
    {
        var settings = TokenSettings.From(builder.Configuration);
        var authentication = builder.Services.AddSingleton(settings).AddAuthorization()
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme);
        if (!devTokens)
        {
            authentication.AddJwtBearer(x => Trust(x, settings, clock));
            builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
                .Validate(x => x.Authority is not null,
                    "Tokens:Authority is missing (environment: Tokens__Authority): whose tokens are "
                    + "trusted? Name an OpenID Connect authority, or start with development tokens on a loopback address.")
                .ValidateOnStart();
            return;
        }
        var tokens = IssuerOnLoopback(builder.Configuration, urls, clock);
        builder.Services.AddSingleton(tokens);
        if (settings.Authority is null)
        {
            authentication.AddJwtBearer(x => Trust(x, tokens, clock));
            return;
        }
        authentication.AddJwtBearer(Development, x => Trust(x, tokens, clock));
        authentication.AddJwtBearer(x =>
        {
            Trust(x, settings, clock);
            x.ForwardDefaultSelector = context => IssuerOf(context) == DevelopmentTokens.Issuer ? Development : null;
        });
    }

    public static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static DevelopmentTokens IssuerOnLoopback(ConfigurationManager configuration, string urls, TimeProvider clock)
    {
        // they would win over ours
        var configuredUrls = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(x => x["Url"] ?? "");
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Concat(configuredUrls))
            if (!IsLoopback(BindingAddress.Parse(url).Host))
                throw new InvalidOperationException(
                    $"--dev-tokens only works on loopback addresses, and {url} is none: anybody could make a token.");
        if (configuration["DevTokens:Key"] is { } configured)
            return new(Convert.FromBase64String(configured), clock);
        var database = Database.From(configuration);
        var folder = database.Provider == DatabaseProvider.Sqlite ? database.Location
            : throw new InvalidOperationException("DevTokens:Key is missing.");
        Directory.CreateDirectory(folder);
        return DevelopmentTokens.FromFile(Path.Combine(folder, "development.key"), clock);
    }

    private static void Trust(JwtBearerOptions options, DevelopmentTokens tokens, TimeProvider clock)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = Parameters(clock);
        options.TokenValidationParameters.ValidIssuer = DevelopmentTokens.Issuer;
        options.TokenValidationParameters.ValidAudience = DevelopmentTokens.Audience;
        options.TokenValidationParameters.IssuerSigningKey = tokens.Key;
        options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
    }

    private static void Trust(JwtBearerOptions options, TokenSettings settings, TimeProvider clock)
    {
        options.MapInboundClaims = false;
        options.Authority = settings.Authority;
        if (settings.MetadataAddress is { } metadata)
            options.MetadataAddress = metadata;
        options.RequireHttpsMetadata = settings.RequireHttps
            && !(Uri.TryCreate(settings.MetadataAddress ?? settings.Authority, UriKind.Absolute, out var at) && IsLoopback(at.Host));
        options.Audience = settings.Audience;
        options.TokenValidationParameters = Parameters(clock);
        options.TokenValidationParameters.ValidAudience = settings.Audience;
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                TokenClaims.Rename((ClaimsIdentity)context.Principal!.Identity!, settings);
                return Task.CompletedTask;
            },
        };
    }

    private static TokenValidationParameters Parameters(TimeProvider clock) => new()
    {
        NameClaimType = "sub", RoleClaimType = "role", RequireExpirationTime = true, RequireSignedTokens = true,
        LifetimeValidator = (from, to, _, _) =>
            clock.GetUtcNow().UtcDateTime is var now && (from is null || from.Value.AddSeconds(-30) <= now) && to is not null
                && now < to.Value.AddSeconds(30),
    };

    /// <summary>What the token says, before anybody has looked whether it is true.</summary>
    private static string? IssuerOf(HttpContext context)
    {
        const string Scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return new JsonWebToken(header[Scheme.Length..].Trim()).Issuer;
        }
        catch (ArgumentException) // no token at all
        {
            return null;
        }
    }
}
