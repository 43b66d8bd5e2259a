using System.Globalization;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Indicators;

namespace Supply.Gateway.Tests;

/// <summary>A figure's changes through the real gateway, as they come.</summary>
public sealed class LiveStreamTests : IAsyncLifetime
{
    private const string Unit = "HGIMB000011";

    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private ServiceHost service = null!;
    private GatewayProcess gateway = null!;

    private string Figure => $"period={now.AddDays(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture)}&level=facility&code={Unit}";

    public async ValueTask InitializeAsync()
    {
        service = await ServiceHost.Start(new IndicatorsService(), now);
        var date = Date(now);
        await service.Deliver(new FacilityPublished(Unit, 1, now, now, date, new(2026, 1, 1), "Unidad", "13", "healthUnit",
            "America/Mexico_City"));
        await Prescription();
        gateway = await GatewayProcess.Start("indicators", [service.Http.BaseAddress!.ToString()]);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Each_change_comes_while_the_stream_is_open_and_all_end_when_the_gateway_stops()
    {
        using var stream = await Open();
        Assert.Equal("text/event-stream", stream.Answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await Tag(), await Changed(stream.Text));
        for (var i = 0; i < 3; i++)
        {
            await Prescription();
            Assert.Equal(await Tag(), await Changed(stream.Text));
        }
        gateway.Process.Terminate();
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await stream.Text.ReadLineAsync().WaitAsync(Patience.Limit) is not null)
            {
                // what was still on its way
            }
            throw new EndOfStreamException();
        });
        await gateway.Process.Ended(TimeSpan.FromSeconds(20)); // not the 30 that running requests may take
    }

    [Fact]
    public async Task Public_figures_come_through_without_a_token()
    {
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        using var figure = await http.GetAsync(new Uri("/public/indicators/ind-a?period=2026", UriKind.Relative));
        Assert.Equal((200, true), ((int)figure.StatusCode, figure.Headers.CacheControl!.Public));
        using var own = await http.GetAsync(new Uri("/indicators/ind-a?period=2026", UriKind.Relative));
        Assert.Equal(401, (int)own.StatusCode);
    }

    private async Task<OpenStream> Open()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/indicators/stream?i=ind-b&{Figure}");
        var answer = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience.Limit);
        return new(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    private sealed record OpenStream(HttpResponseMessage Answer, StreamReader Text) : IDisposable
    {
        public void Dispose()
        {
            Text.Dispose();
            Answer.Dispose();
        }
    }

    private static async Task<string?> Changed(StreamReader text)
    {
        while (await text.ReadLineAsync().WaitAsync(Patience.Limit) is { } line)
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return line["data: ".Length..];
        return null;
    }

    private async Task<string> Tag()
    {
        using var answer = await gateway.Http.GetAsync(new Uri($"/indicators/ind-b?{Figure}", UriKind.Relative));
        return answer.Headers.ETag!.Tag;
    }

    private async Task Prescription()
    {
        var date = Date(now.AddDays(-1));
        await service.Deliver(new PrescriptionChanged(Guid.CreateVersion7(), 1, now.AddDays(-1), now, date, "America/Mexico_City", Unit,
            "13",
            "individual", "recorded", date, [new(1, "010.000.0104.00", 1, 1)]));
        await service.Run("indicators", "refresh-figures");
    }

    private static DateOnly Date(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
