using System.Net.Http.Headers;
using System.Text.Json;

namespace Supply.Gateway.Tests;

/// <summary>The real gateway in front of the addresses that a test gives it, with a client that has a pharmacy's token.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    public static readonly string Key = Convert.ToBase64String(new byte[32]);

    private GatewayProcess(ChildProcess process, string address)
    {
        Process = process;
        Address = address;
        Http = new HttpClient { BaseAddress = new Uri(address), Timeout = Patience.Limit };
    }

    public ChildProcess Process { get; }
    public string Address { get; }
    public HttpClient Http { get; }

    /// <param name="cluster">Whose destinations are given; the others have none that listens.</param>
    public static async Task<GatewayProcess> Start(string cluster, IEnumerable<string> destinations, params string[] settings)
    {
        var address = $"http://127.0.0.1:{Ports.Free()}";
        var process = ChildProcess.Start("gateway/Gateway/bin/Debug/net10.0/Supply.Gateway.dll",
        [
            "--Urls", address, "--DevTokens:Enabled", "true", "--DevTokens:Key", Key,
            .. destinations.SelectMany((x, i) => (string[])[$"--ReverseProxy:Clusters:{cluster}:Destinations:{i + 1}:Address", x]),
                .. settings,
        ]);
        var gateway = new GatewayProcess(process, address);
        try
        {
            await process.Answers(address + "/health/live");
            await gateway.SignIn();
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync();
    }

    private async Task SignIn()
    {
        using var body = JsonContent("""{"role":"pharmacy","state":"13"}""");
        using var answer = await Http.PostAsync(new Uri("/dev/token", UriKind.Relative), body);
        var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public static HttpContent JsonContent(string json) => new StringContent(json, new MediaTypeHeaderValue("application/json"));
}
