using System.Net.Http.Headers;
using Supply.Contracts.Catalog;

namespace Supply.Indicators.Tests;

/// <summary>Reads a stream of events as a browser does.</summary>
public sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage answer;
    private readonly StreamReader text;

    private EventReader(HttpResponseMessage answer, StreamReader text) => (this.answer, this.text) = (answer, text);

    public int Status => (int)answer.StatusCode;

    public string? MediaType => answer.Content.Headers.ContentType?.MediaType;

    public static async Task<EventReader> Open(HttpClient http, string path, string token, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience.Limit);
        return new(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>The lines up to the next empty one; null: the stream has ended.</summary>
    public async Task<string?> Next()
    {
        List<string> lines = [];
        while (await text.ReadLineAsync().WaitAsync(Patience.Limit) is { } line)
            if (line.Length > 0)
                lines.Add(line);
            else if (lines.Count > 0)
                return string.Join('\n', lines);
        return null;
    }

    /// <summary>The data of the next event; comments are passed over. Null: the stream has ended.</summary>
    public async Task<string?> Changed()
    {
        while (await Next() is { } said)
            if (said.Split('\n') is ["event: changed", var id, var data] && data["data: ".Length..] is var tag)
                return id == $"id: {tag.Trim('"')}" ? tag : throw new InvalidDataException(said);
            else if (said[0] != ':')
                throw new InvalidDataException(said);
        return null;
    }

    public void Dispose()
    {
        text.Dispose();
        answer.Dispose();
    }
}
