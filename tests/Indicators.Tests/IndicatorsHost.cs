using Microsoft.AspNetCore.Builder;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests;

/// <summary>A running service with nothing in it; it is 15 October 2026, noon in the capital.</summary>
public sealed class IndicatorsHost : IAsyncLifetime
{
    public ServiceHost Host { get; private set; } = null!;

    public TestCaller Dashboard => Host.As(Roles.Dashboard);

    public IReadOnlyDictionary<string, string?>? Settings { get; init; }

    /// <summary>One that outlives the host; by default it has one of its own.</summary>
    public TestDatabase? On { get; init; }

    public Action<WebApplicationBuilder>? Configure { get; init; }

    public async ValueTask InitializeAsync() =>
        Host = await ServiceHost.Start([new IndicatorsService()], configure: Configure, settings: Settings, on: On);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task Refresh() => Host.Run("indicators", "refresh-figures");

    /// <summary>States the stock of facilities and counts what was stated.</summary>
    public async Task RefreshStock()
    {
        await Host.Run("indicators", "state-stock");
        await Refresh();
    }

    public Task Close() => Host.Run("indicators", "close-periods");

    public async Task<FigureAnswer> Figure(string path)
    {
        var answer = await Dashboard.Get("/indicators/" + path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<FigureAnswer>();
    }

    public async Task<Listed<FigureAnswer>> Page(string path)
    {
        var answer = await Dashboard.Get("/indicators/" + path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<Listed<FigureAnswer>>();
    }

    /// <summary>The rows of a file that a spreadsheet opens.</summary>
    public async Task<List<Dictionary<string, string>>> Csv(string path)
    {
        var answer = await Dashboard.Get("/indicators/" + path);
        Assert.True(answer is { Status: 200, MediaType: "text/csv" }, answer.ToString());
        return SheetRows.Of(answer.Text);
    }

    public async Task<List<DocumentAnswer>> Documents(string path)
    {
        var answer = await Dashboard.Get("/indicators/" + path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<Listed<DocumentAnswer>>().Items;
    }
}
