using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Server;
using Supply.Authority.Accounts;
using Supply.Authority.Persistence;
using Supply.Authority.SignIn;
using Supply.Platform.Http;
using Supply.Platform.Http.OpenApi;
using Supply.Platform.Persistence;

namespace Supply.Authority;

/// <summary>
/// An OpenID Connect authority within the program: accounts in a database of its own, authorization code with PKCE for the page. The
/// edge knows it only as it would know any other, by its address.
/// </summary>
public static class EmbeddedAuthority
{
    /// <exception cref="InvalidOperationException">Passwords would cross a network in the clear.</exception>
    public static void AddAuthority(this WebApplicationBuilder builder, AuthorityOptions options)
    {
        if (options.Address.Scheme != Uri.UriSchemeHttps && !options.Address.IsLoopback)
            throw new InvalidOperationException(
                $"People would send their passwords to {options.Address} in the clear. Give the https address by which browsers reach the "
                + "program with --address, or listen on loopback only.");
        AuthorityKeys.Folder(options.Folder);
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton<Passwords>().AddSingleton<AttemptGate>().AddSingleton<SecondFactorCodes>();
        services.AddScoped<Attempts>().AddScoped<Sessions>().AddScoped<OneTimeLinks>();
        services.AddDbContext<IdentityDb>(x => new Database(DatabaseProvider.Sqlite, options.Folder).Configure(x, IdentityDb.Name));
        services.AddDataProtection().SetApplicationName("supply")
            .PersistKeysToFileSystem(AuthorityKeys.Folder(Path.Combine(options.Folder, "identity-keys")));
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // the folder is what protects its keys
        builder.Logging.AddFilter("OpenIddict", LogLevel.Information); // below that it writes tokens down
        services.AddAntiforgery(x =>
        {
            Describe(x.Cookie, "supply-formulario", options);
            x.FormFieldName = "formulario";
            x.SuppressXFrameOptionsHeader = true; // the pages say it themselves
        });
        services.AddAuthentication().AddCookie(Sessions.Scheme, x => Describe(x, "supply-sesion", Session.Longest, options))
            .AddCookie(SignInStep.Scheme, x => Describe(x, "supply-paso", SignInStep.Longest, options));
        services.AddOpenIddict().AddCore(x => x.UseEntityFrameworkCore().UseDbContext<IdentityDb>()).AddServer(x => Describe(x, options));
        services.AddHostedService<PruneIdentity>();
        services.Configure<ForwardedHeadersOptions>(x =>
            x.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddSingleton<IStartupFilter, BeforeTheEdge>();
        builder.AddDescription(AccountRoutes.Group);
    }

    public static void MapAuthority(this WebApplication app)
    {
        app.MapAuthorize();
        app.MapToken();
        app.MapSignOut();
        app.MapSignIn();
        app.MapEnterCode();
        app.MapSetUpSecondFactor();
        app.MapSetPassword();
        app.MapStyle();
        app.MapAccounts();
    }

    /// <returns>
    /// The link by which the first administrator sets a password; null as soon as anybody has one. An earlier link is worth nothing then.
    /// </returns>
    public static async Task<Uri?> PrepareAuthority(this WebApplication app, CancellationToken ct = default)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        await SqliteMigration.Run(db, clock, ct);
        await PortalClient.Register(scope.ServiceProvider, ct);
        if (await db.Accounts.AnyAsync(x => x.PasswordHash != null, ct))
            return null;
        var first = await db.Accounts.FirstOrDefaultAsync(x => x.Administrator, ct);
        if (first is null)
        {
            db.Accounts.Add(first = new Account
            {
                Id = Guid.CreateVersion7(clock.Now()), UserName = "administrador", Name = "Administrador", Administrator = true,
                CreatedAt = clock.Now(), Roles = [new AccountRole { Role = Roles.Operator, Place = "" }],
            });
            db.Audit(scope.ServiceProvider.GetRequiredService<Origin>(), "account.created", first.UserName, "first administrator");
        }
        return (await scope.ServiceProvider.GetRequiredService<OneTimeLinks>().Make(first, resetsSecondFactor: true, ct)).Address;
    }

    private static void Describe(CookieBuilder cookie, string name, AuthorityOptions options)
    {
        (cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.IsEssential) = (name, true, SameSiteMode.Lax, true);
        cookie.SecurePolicy = options.Address.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    private static void Describe(CookieAuthenticationOptions cookie, string name, TimeSpan lasts, AuthorityOptions options)
    {
        Describe(cookie.Cookie, name, options);
        (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (lasts, false);
    }

    private static void Describe(OpenIddictServerBuilder server, AuthorityOptions options)
    {
        server.SetIssuer(new Uri(options.Address.GetLeftPart(UriPartial.Authority)));
        server.SetAuthorizationEndpointUris(AuthorizeEndpoint.Path).SetTokenEndpointUris(TokenEndpoint.Path)
            .SetEndSessionEndpointUris(SignOutPage.Path);
        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
        server.Configure(x => x.CodeChallengeMethods.RemoveWhere(method => method != "S256"));
        server.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(1)).SetAccessTokenLifetime(AuthorityOptions.AccessTokenLifetime)
            .SetIdentityTokenLifetime(AuthorityOptions.AccessTokenLifetime).SetRefreshTokenLifetime(Session.Longest);
        server.AddSigningKey(AuthorityKeys.Signing(options.Folder)).AddEncryptionKey(AuthorityKeys.Sealing(options.Folder));
        server.DisableAccessTokenEncryption(); // the edge reads them as any authority's
        // Whether the address is safe was asked above; behind a proxy requests come in the clear.
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough().EnableErrorPassthrough().DisableTransportSecurityRequirement();
    }
}
