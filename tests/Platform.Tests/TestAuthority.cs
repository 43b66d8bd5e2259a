using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Supply.Platform.Tests;

/// <summary>An OpenID Connect authority that says who it is and with what keys it signs, and signs what a test asks for.</summary>
public sealed class TestAuthority : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RSA key = RSA.Create(2048);

    private TestAuthority(WebApplication app, string issuer) => (this.app, Issuer) = (app, issuer);

    public string Issuer { get; }

    /// <summary>Where it can be read, which need not be where its issuer points to.</summary>
    public string MetadataAddress => app.Urls.Single() + "/.well-known/openid-configuration";

    public static async Task<TestAuthority> Start(string issuer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var authority = new TestAuthority(builder.Build(), issuer);
        authority.app.MapGet("/.well-known/openid-configuration", (HttpContext http) => Results.Text(
            $$"""{"issuer":"{{issuer}}","jwks_uri":"http://{{http.Request.Host}}/keys"}""", "application/json"));
        authority.app.MapGet("/keys", () => Results.Text(
            $$"""{"keys":[{"kty":"RSA","kid":"1","use":"sig","alg":"RS256","n":"{{authority.Part(x => x.Modulus!)}}","e":"{{authority.Part(x => x.Exponent!)}}"}]}""",
            "application/json"));
        await authority.app.StartAsync();
        return authority;
    }

    public string Sign(Dictionary<string, object> claims, DateTimeOffset now, string audience = "supply", string? issuer = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer, Audience = audience, Claims = claims, IssuedAt = now.UtcDateTime,
            Expires = now.UtcDateTime.AddMinutes(10),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private string Part(Func<RSAParameters, byte[]> part) => Base64UrlEncoder.Encode(part(key.ExportParameters(false)));
}
