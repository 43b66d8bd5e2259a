namespace Supply.Benchmarks;

/// <summary>One open stream of a figure's changes, read as the pages read it.</summary>
internal sealed class LiveStream : IDisposable
{
    private readonly HttpResponseMessage answer;
    private readonly StreamReader reader;

    private LiveStream(HttpResponseMessage answer, StreamReader reader) => (this.answer, this.reader) = (answer, reader);

    /// <summary>Returns when it is answered; the first event has still to be read.</summary>
    public static async Task<LiveStream> Open(HttpMessageInvoker http, Uri system, string token, string figure)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(system, "/indicators/stream?i=ind-b&" + figure));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        var answer = await http.SendAsync(request, default);
        if (answer.IsSuccessStatusCode)
            return new(answer, new(await answer.Content.ReadAsStreamAsync()));
        using (answer)
            throw new WrongEndException($"a stream was answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Until the figure has changed, or <paramref name="ct"/>.</summary>
    public async Task Changed(CancellationToken ct)
    {
        for (var isChange = false; ;)
            switch (await reader.ReadLineAsync(ct) ?? throw new WrongEndException("a stream has ended"))
            {
                case "event: changed": isChange = true; break;
                case "" when isChange: return;
            }
    }

    public void Dispose()
    {
        reader.Dispose();
        answer.Dispose();
    }
}
