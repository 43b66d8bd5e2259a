using System.Text.Json;

namespace Supply.Gateway.Tests;

/// <summary>What the gateway answers itself: where to sign in, and who is signed in.</summary>
public sealed class SignedInTests
{
    [Fact]
    public async Task The_page_is_told_where_to_sign_in_and_as_whom_it_is_signed_in()
    {
        await using var gateway = await GatewayProcess.Start("catalog", [], "--Tokens:Authority", "https://identidad.example.mx/realms/abasto",
            "--Tokens:ClientId", "abasto");
        var me = await Read(gateway, "/me");
        var role = Assert.Single(me.GetProperty("roles").EnumerateArray());
        Assert.Equal(("pharmacy", "pharmacy", "13", "Hidalgo", "America/Mexico_City"), (me.GetProperty("name").GetString(),
            role.GetProperty("role").GetString(), role.GetProperty("state").GetString(), role.GetProperty("stateName").GetString(),
            role.GetProperty("zone").GetString()));

        gateway.Http.DefaultRequestHeaders.Authorization = null;
        var config = await Read(gateway, "/ui/config");
        Assert.Equal(("https://identidad.example.mx/realms/abasto", "abasto", true), (config.GetProperty("authority").GetString(),
            config.GetProperty("clientId").GetString(), config.GetProperty("devTokens").GetBoolean()));
        using var unknown = await gateway.Http.GetAsync(new Uri("/me", UriKind.Relative));
        Assert.Equal(401, (int)unknown.StatusCode);
        using var accounts = await gateway.Http.GetAsync(new Uri("/accounts", UriKind.Relative));
        Assert.Equal(404, (int)accounts.StatusCode); // the authority's own
    }

    private static async Task<JsonElement> Read(GatewayProcess gateway, string path) =>
        JsonDocument.Parse(await gateway.Http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;
}
