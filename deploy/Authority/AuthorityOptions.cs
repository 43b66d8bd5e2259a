using Supply.Platform.Http;

namespace Supply.Authority;

/// <summary>Where the authority is and where it keeps what it knows.</summary>
/// <param name="Address">As browsers reach it; the issuer of its tokens.</param>
/// <param name="Folder">Of its database and its keys.</param>
public sealed record AuthorityOptions(Uri Address, string Folder)
{
    /// <summary>The page's client. It has no secret; its codes are bound to a verifier.</summary>
    public const string ClientId = "portal";

    /// <summary>No identity token: the page asks who came, and has none to carry in an address when it signs out.</summary>
    public const string Scope = "offline_access";

    /// <summary>Short: what an ended session or a taken role can still do.</summary>
    public static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Where the page takes the code; the only address that gets one.</summary>
    public Uri Redirect => new(Address, "/entrar/listo");

    public Uri AfterSignOut => new(Address, "/");

    /// <summary>What the edge has to trust, read where the program listens itself.</summary>
    /// <param name="listens">An address of the program on this machine.</param>
    public IEnumerable<KeyValuePair<string, string?>> Settings(Uri listens) =>
    [
        new("Tokens:Authority", Address.GetLeftPart(UriPartial.Authority)), new("Tokens:Audience", DevelopmentTokens.Audience),
        new("Tokens:MetadataAddress", new Uri(listens, "/.well-known/openid-configuration").ToString()),
        new("Tokens:ClientId", ClientId), new("Tokens:Scope", Scope),
    ];
}
