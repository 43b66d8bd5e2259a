using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Supply.Authority;

/// <summary>The one client: the page, at the address that the program has now.</summary>
internal static class PortalClient
{
    public static async Task Register(IServiceProvider services, CancellationToken ct)
    {
        var options = services.GetRequiredService<AuthorityOptions>();
        var clients = services.GetRequiredService<IOpenIddictApplicationManager>();
        var portal = new OpenIddictApplicationDescriptor
        {
            ClientId = AuthorityOptions.ClientId, ClientType = ClientTypes.Public, ConsentType = ConsentTypes.Implicit,
            RedirectUris = { options.Redirect }, PostLogoutRedirectUris = { options.AfterSignOut },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        if (await clients.FindByClientIdAsync(AuthorityOptions.ClientId, ct) is { } known)
            await clients.UpdateAsync(known, portal, ct);
        else
            await clients.CreateAsync(portal, ct);
    }
}
