using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Supply.Grpc;

/// <summary>
/// How services know each other: a JWT for one minute and one addressee, signed with the key that they share
/// (<c>Services:Key</c>, base64 of 32 bytes).
/// </summary>
public sealed class ServiceTokens
{
    public const string Issuer = "supply-services";

    private static readonly TimeSpan lifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan skew = TimeSpan.FromSeconds(30);

    private readonly JwtSecurityTokenHandler handler = new() { MapInboundClaims = false };
    private readonly SymmetricSecurityKey key;
    private readonly TimeProvider clock;

    /// <exception cref="InvalidOperationException">There is no key, or it is too short.</exception>
    public ServiceTokens(IConfiguration configuration, TimeProvider clock)
    {
        var bytes = Convert.FromBase64String(configuration["Services:Key"]
            ?? throw new InvalidOperationException("Services:Key is missing: services cannot know each other."));
        if (bytes.Length < 32)
            throw new InvalidOperationException("Services:Key must be 32 bytes or more, base64.");
        (key, this.clock) = (new SymmetricSecurityKey(bytes), clock);
    }

    public string Issue(string caller, string addressee)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return handler.WriteToken(new JwtSecurityToken(Issuer, addressee, [new Claim("sub", caller)], now, now + lifetime,
            new SigningCredentials(key, SecurityAlgorithms.HmacSha256)));
    }

    /// <exception cref="RpcException">UNAUTHENTICATED without a valid token, PERMISSION_DENIED with one for another service.</exception>
    public void Check(Metadata headers, string addressee)
    {
        if (headers.GetValue("authorization") is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            throw new RpcException(new Status(StatusCode.Unauthenticated, "A service token is required."));
        SecurityToken token;
        try
        {
            handler.ValidateToken(header["Bearer ".Length..], new TokenValidationParameters
            {
                ValidIssuer = Issuer, IssuerSigningKey = key, ValidAlgorithms = [SecurityAlgorithms.HmacSha256], ValidateAudience = false,
                RequireExpirationTime = true, RequireSignedTokens = true,
                LifetimeValidator = (from, to, _, _) =>
                    clock.GetUtcNow().UtcDateTime is var now && (from is null || from - skew <= now) && to is not null && now < to + skew,
            }, out token);
        }
        catch (Exception e) when (e is SecurityTokenException or ArgumentException)
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "The service token is not valid."));
        }
        if (!((JwtSecurityToken)token).Audiences.Contains(addressee))
            throw new RpcException(new Status(StatusCode.PermissionDenied, "The service token is for another service."));
    }
}
