using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Supply.EndToEnd;

/// <summary>
/// A client on a bad line: sends the same request again, with the same id, until an answer comes that says yes or no.
/// Silence, a broken answer and 5xx say neither.
/// </summary>
public sealed class RetryingClient(Uri address) : IDisposable
{
    // While the other side is killed again and again on a busy machine, minutes go by in which it only starts.
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(15);
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<Actor, string> tokens = new();

    /// <summary>After this time it gives an attempt up and makes another.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where each attempt is written down.</summary>
    public Answers Answers { get; set; } = new();

    /// <param name="ifMatch">The version that is replaced.</param>
    public Task<Reply> Put(Actor actor, string path, object body, string? ifMatch = null) =>
        Send(actor, HttpMethod.Put, path, JsonSerializer.SerializeToUtf8Bytes(body, json), "application/json", ifMatch);

    public Task<Reply> Post(Actor actor, string path, object? body = null) =>
        Send(actor, HttpMethod.Post, path, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, json), "application/json");

    public Task<Reply> PostText(Actor actor, string path, string body, string mediaType) =>
        Send(actor, HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), mediaType);

    /// <summary>One record a line. A stream that ends early, by a fault behind it or a killed process, is sent again.</summary>
    public async Task<IReadOnlyList<JsonElement>> PostLines(Actor actor, string path, IReadOnlyList<object> records)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(records.Select(x => JsonSerializer.Serialize(x, json) + "\n")));
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var reply = await Send(actor, HttpMethod.Post, path, body, "application/x-ndjson");
            Assert.True(reply.Status == 200, $"POST {path}: {reply}");
            var answers = reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(x => JsonSerializer.Deserialize<JsonElement>(x)).ToList();
            if (answers.Count == records.Count)
                return answers;
            if (TimeProvider.System.GetElapsedTime(began) > patience)
                throw new TimeoutException($"POST {path} answered {answers.Count} of {records.Count} lines.");
            await Pause(1);
        }
    }

    public Task<Reply> Get(Actor actor, string path) => Send(actor, HttpMethod.Get, path, null, null);

    /// <summary>Every item of a paged list.</summary>
    public async Task<List<JsonElement>> List(Actor actor, string path)
    {
        var items = new List<JsonElement>();
        for (string? after = null; ;)
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var start = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            var reply = await Get(actor, $"{path}{separator}limit=1000{start}");
            Assert.True(reply.Status == 200, $"GET {path}: {reply}");
            items.AddRange(reply.Json.GetProperty("items").EnumerateArray());
            if (!reply.Json.TryGetProperty("next", out var next) || next.ValueKind == JsonValueKind.Null)
                return items;
            after = next.GetString();
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<Reply> Send(Actor actor, HttpMethod method, string path, byte[]? body, string? mediaType, string? ifMatch = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        string last;
        for (var attempt = 1; ; attempt++)
        {
            var (answers, asked) = (Answers, TimeProvider.System.GetUtcNow());
            using var limit = new CancellationTokenSource(AnswerWithin, TimeProvider.System);
            try
            {
                using var request = new HttpRequestMessage(method, path);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(actor, limit.Token));
                if (body is not null)
                    request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType!) } };
                if (ifMatch is not null)
                    request.Headers.IfMatch.ParseAdd(ifMatch);
                using var response = await http.SendAsync(request, limit.Token);
                var reply = new Reply(
                    (int)response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token), response.Headers.ETag?.ToString());
                if (reply.Status < 500)
                {
                    answers.Note(method.Method, path, asked, null, false);
                    return reply;
                }
                last = reply.ToString();
                answers.Note(
                    method.Method, path, asked, $"{reply.Status} {Start(reply.Text)}", reply.Status == 503
                    && response.Headers.RetryAfter is not null);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                last = e.Message;
                answers.Note(method.Method, path, asked, $"{e.GetType().Name} {(e.InnerException ?? e).Message}", false);
            }
            if (TimeProvider.System.GetElapsedTime(began) > patience)
                throw new TimeoutException($"{method} {path} has no answer: {last}");
            await Pause(attempt);
        }
    }

    private async Task<string> Token(Actor actor, CancellationToken ct)
    {
        if (tokens.TryGetValue(actor, out var known))
            return known;
        using var response = await http.PostAsJsonAsync(
            "/dev/token", new { role = actor.Role, state = actor.State, facility = actor.Facility, name = actor.Name }, ct);
        response.EnsureSuccessStatusCode(); // an HttpRequestException is tried again
        var token = (await response.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("access_token").GetString()!;
        return tokens.GetOrAdd(actor, token);
    }

    private static string Start(string text) => text.Length <= 80 ? text : text[..80];

    private static Task Pause(int attempt) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(60 << Math.Min(attempt - 1, 4), 500)), TimeProvider.System);
}
