using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;
using OtpNet;

namespace Supply.Authority.Tests;

/// <summary>A browser with its cookies, which shows a page, sends its form and notes every address that it was led to.</summary>
public sealed partial class Browser(AuthorityHost host) : IDisposable
{
    public CookieContainer Cookies { get; } = new();
    public List<string> Addresses { get; } = [];

    private HttpClient? http;

    public HttpClient Http => http ??= new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false })
    {
        BaseAddress = host.Address, Timeout = Patience.Limit,
    };

    public int Status { get; private set; }
    public string Page { get; private set; } = "";

    /// <summary>Where the browser is; the code is here when the client is reached.</summary>
    public string Address => Addresses[^1];

    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public string Code => Parameter("code") ?? throw new InvalidOperationException($"no code: {Status} {Address} {Page}");

    /// <summary>Follows redirects until a page comes, or the client's own address.</summary>
    public async Task Open(string path)
    {
        Addresses.Add(path);
        using var answer = await Http.GetAsync(path);
        await Take(answer);
    }

    /// <summary>Sends the form of the page that is shown.</summary>
    public async Task Send(params (string Field, string Value)[] fields)
    {
        var action = Action().Match(Page).Groups[1].Value;
        var hidden = Hidden().Matches(Page).Select(x => (Field: x.Groups[1].Value, Value: WebUtility.HtmlDecode(x.Groups[2].Value)));
        await Post(action, [.. hidden.Where(x => !fields.Any(y => y.Field == x.Field)), .. fields]);
    }

    public async Task Post(string path, params (string Field, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(fields.Select(x => new KeyValuePair<string, string>(x.Field, x.Value)));
        using var answer = await Http.PostAsync(path, body);
        await Take(answer);
    }

    public string Hidden(string field) =>
        WebUtility.HtmlDecode(Hidden().Matches(Page).Single(x => x.Groups[1].Value == field).Groups[2].Value);

    public string AuthorizeAddress(string? redirect = null, string? more = null) => "/connect/authorize?" + string.Join('&',
        $"client_id={AuthorityOptions.ClientId}", "response_type=code", $"scope={Uri.EscapeDataString("openid " + AuthorityOptions.Scope)}", "state=s1",
        $"redirect_uri={Uri.EscapeDataString(redirect ?? new Uri(host.Address, "/entrar/listo").ToString())}",
        $"code_challenge={Challenge}", "code_challenge_method=S256") + more;

    /// <summary>From the client to the client, with the password alone.</summary>
    public async Task SignIn(string userName, string password = AuthorityHost.Password)
    {
        await Open(AuthorizeAddress());
        await Send(("usuario", userName), ("contrasena", password));
    }

    /// <summary>Sets the telephone up where the page asks for it; otherwise sends its code.</summary>
    public async Task<string> SendCode(string? key = null)
    {
        key ??= string.Concat(Key().Match(Page).Groups[1].Value.Where(x => x != ' '));
        await Send(("codigo", new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime)));
        return key;
    }

    public Task<Tokens> Exchange(string? code = null, string? verifier = null) => Ask(("grant_type", "authorization_code"),
        ("code", code ?? Code), ("redirect_uri", new Uri(host.Address, "/entrar/listo").ToString()),
        ("code_verifier", verifier ?? Verifier));

    public Task<Tokens> Refresh(string token) => Ask(("grant_type", "refresh_token"), ("refresh_token", token));

    public async Task<Answer> Get(string path, string? token) => await new TestCaller(Http, token).Get(path);

    public string? Cookie(string name) => Cookies.GetCookies(host.Address)[name]?.Value;

    public void Dispose() => http?.Dispose();

    private async Task<Tokens> Ask(params (string Field, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent([new("client_id", AuthorityOptions.ClientId),
            .. fields.Select(x => new KeyValuePair<string, string>(x.Field, x.Value))]);
        using var answer = await Http.PostAsync("/connect/token", body);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return new((int)answer.StatusCode, Text("access_token"), Text("refresh_token"), Text("id_token"), Text("error"));

        string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private async Task Take(HttpResponseMessage answer)
    {
        (Status, Page) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        if (answer.Headers.Location is not { } location)
            return;
        var to = new Uri(host.Address, location);
        Addresses.Add(to.ToString());
        if (to.AbsolutePath is "/entrar/listo" or "/" || to.Authority != host.Address.Authority)
            return;
        using var next = await Http.GetAsync(to);
        await Take(next);
    }

    private string? Parameter(string name) =>
        QueryHelpers.ParseQuery(new Uri(host.Address, Address).Query).TryGetValue(name, out var value) ? value.ToString() : null;

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\"[^>]* value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<span class=\"key\">([^<]*)</span>")]
    private static partial Regex Key();
}
