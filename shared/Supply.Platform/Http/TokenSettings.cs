using Microsoft.Extensions.Configuration;

namespace Supply.Platform.Http;

/// <summary>Whose tokens are trusted and how they name what is read of them. Configuration: section <c>Tokens</c>.</summary>
public sealed record TokenSettings
{
    /// <summary>The OpenID Connect authority, as browsers reach it; null: development tokens only.</summary>
    public string? Authority { get; init; }

    /// <summary>Where its description is read, when not under <see cref="Authority"/>: an address inside the cluster.</summary>
    public string? MetadataAddress { get; init; }

    /// <summary>False: the description may be read without TLS. On loopback it always may.</summary>
    public bool RequireHttps { get; init; } = true;

    /// <summary>Tokens for another audience are refused.</summary>
    public string Audience { get; init; } = DevelopmentTokens.Audience;

    /// <summary>The public client as which the page signs people in.</summary>
    public string ClientId { get; init; } = "portal";

    /// <summary>What the page asks of the authority.</summary>
    public string Scope { get; init; } = "openid";

    /// <summary>The claim that names the person in the audit; it must never pass to somebody else.</summary>
    public string SubjectClaim { get; init; } = "sub";

    public string NameClaim { get; init; } = "name";

    /// <summary>A value is a role, or a role with its place: <c>pharmacy:HGIMB000011</c>.</summary>
    public string RoleClaim { get; init; } = "role";

    public string PlaceClaim { get; init; } = "place";
    public string StateClaim { get; init; } = "state";
    public string FacilityClaim { get; init; } = "facility";

    public static TokenSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Tokens").Get<TokenSettings>() ?? new();
        return settings with { Authority = Given(settings.Authority), MetadataAddress = Given(settings.MetadataAddress) };

        static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
