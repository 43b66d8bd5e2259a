using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Supply.Platform.Http;

/// <summary>An issuer for development: anybody on this machine gets any role. Off unless asked for, and only on loopback.</summary>
public sealed class DevelopmentTokens
{
    public const string Issuer = "urn:supply:development";
    public const string Audience = "supply";
    private static readonly TimeSpan lifetime = TimeSpan.FromHours(8);

    private readonly TimeProvider clock;

    public DevelopmentTokens(byte[] key, TimeProvider clock)
    {
        this.clock = clock;
        Key = new SymmetricSecurityKey(key) { KeyId = "development" };
    }

    public SymmetricSecurityKey Key { get; }

    /// <summary>The key in the file, made on first use: tokens outlive a restart.</summary>
    public static DevelopmentTokens FromFile(string path, TimeProvider clock)
    {
        if (!File.Exists(path))
            File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(32));
        return new(File.ReadAllBytes(path), clock);
    }

    public string Issue(string role, string? state, string? facility, string name, TimeSpan? validFor = null)
    {
        var claims = new Dictionary<string, object> { ["role"] = role };
        if (state is not null)
            claims["state"] = state;
        if (facility is not null)
            claims["facility"] = facility;
        return Sign(claims, name, validFor);
    }

    /// <summary>A token with several roles, each with its own place; a role without one is for the nation.</summary>
    public string Issue(IReadOnlyList<RolePlace> roles, string name, TimeSpan? validFor = null) => Issue(
        roles.Select(x => x.Role).Distinct(),
        roles.Where(x => x.State is not null).Select(x => $"{x.Role}:{x.Stated ?? x.State}"), name, validFor);

    /// <param name="places">As the claims have them: <c>pharmacy:HGIMB000011</c>.</param>
    public string Issue(IEnumerable<string> roles, IEnumerable<string> places, string name, TimeSpan? validFor = null) =>
        Sign(new() { ["role"] = roles.ToArray(), ["place"] = places.ToArray() }, name, validFor);

    private string Sign(Dictionary<string, object> claims, string name, TimeSpan? validFor)
    {
        claims["sub"] = name;
        if (claims["role"] is Roles.Operator
            || (claims["role"] is string[] several && several.Contains(Roles.Operator, StringComparer.Ordinal)))
            claims["administrator"] = true; // of the accounts, where the host keeps them
        var now = clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = Audience, IssuedAt = now, NotBefore = now.AddMinutes(-1), Expires = now
                + (validFor ?? lifetime), Claims = claims,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <param name="Roles">Several roles, each with its place, in place of one.</param>
    public sealed record Request(string? Role = null, string? State = null, string? Facility = null, string? Name = null,
        IReadOnlyList<RoleRequest>? Roles = null);

    public sealed record RoleRequest(string? Role = null, string? State = null, string? Facility = null);

    public sealed record Token([property: System.Text.Json.Serialization.JsonPropertyName("access_token")] string AccessToken,
        [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] int ExpiresIn);

    internal void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/dev/token", (Body<Request> body) => Handle(body.Value))
        .WithSummary("A token for development; off unless the host was started with --dev-tokens.")
        .AllowAll("it hands out the tokens");

    private Reply<Token> Handle(Request request)
    {
        if (request.Roles is not { Count: > 0 } several)
        {
            if (Read(new(request.Role, request.State, request.Facility)).Refused(out var no, out var only))
                return no;
            return Issued(Issue(only.Role, only.State, only.Stated, request.Name is { Length: > 0 } name ? name : only.Role));
        }
        var places = new List<RolePlace>();
        for (var i = 0; i < several.Count; i++)
        {
            if (Read(several[i] ?? new()).Refused(out var why, out var place))
                return why.At($"roles[{i}]");
            places.Add(place);
        }
        return Issued(Issue(places, request.Name is { Length: > 0 } given ? given : places[0].Role));

        static Token Issued(string token) => new(token, (int)lifetime.TotalSeconds);
    }

    private static Outcome<RolePlace> Read(RoleRequest request)
    {
        var role = (request.Role ?? "").Trim();
        if (!Roles.All.Contains(role, StringComparer.Ordinal))
            return Refusal.Invalid("token.unknown-role", $"Los roles son: {string.Join(", ", Roles.All)}.", "role");
        string? state = null, facility = null;
        if (request.Facility is { Length: > 0 })
        {
            if (FacilityCode.Parse(request.Facility).Refused(out var why, out var code))
                return why;
            (facility, state) = (code.Value, code.State.Code);
        }
        if (request.State is { Length: > 0 })
        {
            if (FederalState.Parse(request.State).Refused(out var why, out var entity))
                return why;
            if (state is not null && state != entity.Code)
                return Refusal.Invalid("token.foreign-facility", $"El establecimiento {facility} no es de la entidad {entity.Code}.",
                    "facility");
            state = entity.Code;
        }
        return new RolePlace(role, state, facility, facility);
    }
}
