using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Supply.Benchmarks;

/// <summary>
/// A client of the real routes; a place is a facility (<c>HGIMB000011</c>), a state (<c>13</c>) or, where it is null, the nation.
/// What the system asks to be sent again (503) it sends again, with the same id.
/// </summary>
internal sealed class Api(Uri address) : IDisposable
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(30) })
    {
        BaseAddress = address, Timeout = TimeSpan.FromMinutes(20),
    };

    private readonly ConcurrentDictionary<(string Role, string? Place), Task<string>> tokens = new();
    private long repeated;

    /// <summary>How many requests were answered 503 and sent again.</summary>
    public long Repeated => Interlocked.Read(ref repeated);

    public Task<JsonElement> Get(string role, string path) => Json(HttpMethod.Get, role, null, path, null, null);

    public Task<JsonElement> Put(string role, string? place, string path, object? body) =>
        Json(HttpMethod.Put, role, place, path, Bytes(body), "application/json");

    public Task<JsonElement> Post(string role, string? place, string path, object? body = null) =>
        Json(HttpMethod.Post, role, place, path, Bytes(body), "application/json");

    public Task<JsonElement> PostCsv(string role, string path, string csv) =>
        Json(HttpMethod.Post, role, null, path, Encoding.UTF8.GetBytes(csv), "text/csv");

    /// <summary>A batch, one record a line.</summary>
    /// <returns>The answers, one a line.</returns>
    public async Task<List<JsonElement>> PostLines(string role, string place, string path, IEnumerable<object> records)
    {
        var body = new MemoryStream();
        foreach (var record in records)
        {
            JsonSerializer.Serialize(body, record, json);
            body.WriteByte((byte)'\n');
        }
        var text = await Send(HttpMethod.Post, role, place, path, body.ToArray(), "application/x-ndjson");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => JsonSerializer.Deserialize<JsonElement>(x))];
    }

    /// <summary>Makes the token, so that nobody waits for it later.</summary>
    public Task Know(string role, string? place) => Token(role, place);

    /// <summary>Different names are different callers, each with a limit of its own.</summary>
    public async Task<string> TokenOf(string role, string name)
    {
        using var response = await http.PostAsJsonAsync("/dev/token", new { role, name });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public void Dispose() => http.Dispose();

    private static byte[]? Bytes(object? body) => body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, json);

    private async Task<JsonElement> Json(HttpMethod method, string role, string? place, string path, byte[]? body, string? type) =>
        JsonSerializer.Deserialize<JsonElement>(await Send(method, role, place, path, body, type));

    private async Task<string> Send(HttpMethod method, string role, string? place, string path, byte[]? body, string? type)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(role, place));
            if (body is not null)
                request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type!) } };
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode)
                return text;
            if ((int)response.StatusCode is not (429 or 503) || attempt == 100)
                throw new WrongEndException($"{method} {path} was answered {(int)response.StatusCode} {text}");
            Interlocked.Increment(ref repeated);
            await Task.Delay(TimeSpan.FromMilliseconds(50 * Math.Min(attempt, 20)), TimeProvider.System);
        }
    }

    private Task<string> Token(string role, string? place) => tokens.GetOrAdd((role, place), async who =>
    {
        var facility = who.Place is { Length: > 2 } code ? code : null;
        var state = facility is null ? who.Place : FacilityCode.Stored(facility).State.Code;
        using var response = await http.PostAsJsonAsync("/dev/token", new
        {
            role = who.Role, state, facility, name = $"{who.Role} {who.Place}",
        });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    });
}
