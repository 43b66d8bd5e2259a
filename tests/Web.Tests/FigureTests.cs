using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>What is on the screen is what the API says, what its CSV says, and what the documents add up to.</summary>
[Collection(OverTheDemonstration.Name)]
public sealed partial class FigureTests(Demonstration demonstration)
{
    /// <summary>On the wall in the capital, which has no summer time since 2022.</summary>
    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-6));

    private static string Month => Today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    private static string Year => Month[..4];

    [Theory]
    [InlineData("ind-a")]
    [InlineData("ind-b")]
    public async Task The_nations_figure_is_that_of_its_documents(string indicator)
    {
        var figure = await demonstration.Ask($"/indicators/{indicator}?period={Year}&level=nation");
        await using var screen = await demonstration.OpenAs("auditor");
        await screen.Go($"/indicadores/{indicator}?periodo={Year}");
        await AssertShows(screen, figure);
        var rows = await demonstration.AskCsv($"/indicators/{indicator}/documents?period={Year}&level=nation&side=denominator");
        Assert.Equal(figure.GetProperty("denominator").GetInt64(), rows.Sum(x => Whole(x["denominator"])));
        Assert.Equal(figure.GetProperty("numerator").GetInt64(), rows.Sum(x => Whole(x["numerator"])));
    }

    [Fact]
    public async Task Every_state_on_the_page_is_that_of_the_breakdown_and_of_its_documents()
    {
        await using var screen = await demonstration.OpenAs("dashboard");
        await screen.Go($"/entidades?periodo={Month}");
        var csv = (await demonstration.AskCsv($"/indicators/ind-b/breakdown?by=state&period={Month}")).ToDictionary(x => x["code"]);
        var items = (await demonstration.Ask($"/indicators/ind-b/breakdown?by=state&period={Month}&limit=100")).GetProperty("items");
        Assert.NotEqual(0, items.GetArrayLength());
        foreach (var x in items.EnumerateArray())
        {
            var code = x.GetProperty("code").GetString()!;
            var row = screen.Page.Locator("tbody tr", new PageLocatorOptions { Has = screen.Page.Locator($"a[href='/entidades/{code}']") });
            var text = await row.InnerTextAsync();
            Assert.Contains(Percent(x.GetProperty("value")), text, StringComparison.Ordinal);
            Assert.Contains($"{Pieces(x.GetProperty("numerator").GetInt64())} de {Pieces(x.GetProperty("denominator").GetInt64())}", text,
                StringComparison.Ordinal);
            Assert.Equal(x.GetProperty("numerator").GetInt64(), Whole(csv[code]["numerator"]));
            Assert.Equal(x.GetProperty("denominator").GetInt64(), Whole(csv[code]["denominator"]));
        }
        var one = items[0];
        var documents = await demonstration.AskCsv(
            $"/indicators/ind-b/documents?period={Month}&level=state&code={one.GetProperty("code").GetString()}&side=denominator");
        Assert.Equal(one.GetProperty("denominator").GetInt64(), documents.Count);
        Assert.Equal(one.GetProperty("numerator").GetInt64(), documents.Count(x => x["numerator"] == "1"));
    }

    [Fact]
    public async Task From_the_figure_to_the_document_in_two_clicks()
    {
        await using var screen = await demonstration.OpenAs("auditor");
        await screen.Go($"/?periodo={Year}");
        await screen.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Ver documentos" }).Nth(1).ClickAsync();
        await screen.Settled();
        var first = screen.Page.Locator("[role=tabpanel] tbody th a").First;
        var said = await first.InnerTextAsync();
        await first.ClickAsync();
        await screen.Settled();
        var document = screen.Page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "Documento" });
        Assert.Contains("No completa", await document.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(said.TrimStart('…'), await document.InnerTextAsync(), StringComparison.Ordinal);
        await screen.Page.GoBackAsync();
        await screen.Settled();
        Assert.Equal(0, await document.CountAsync());
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task Why_not_complete_adds_up_to_what_is_not_complete()
    {
        await using var screen = await demonstration.OpenAs("auditor");
        await screen.Go($"/indicadores/ind-b?periodo={Year}");
        var figure = await demonstration.Ask($"/indicators/ind-b?period={Year}&level=nation");
        var missing = figure.GetProperty("denominator").GetInt64() - figure.GetProperty("numerator").GetInt64();
        Assert.NotEqual(0, missing);
        var foot = await screen.Page.Locator("tfoot").First.InnerTextAsync();
        Assert.Contains(Pieces(missing), foot, StringComparison.Ordinal);
        var excluded = figure.GetProperty("excluded").EnumerateArray().Sum(x => x.GetProperty("count").GetInt64());
        Assert.Contains(Pieces(missing), await Tab(screen, "No completas"), StringComparison.Ordinal);
        Assert.Contains(Pieces(excluded), await Tab(screen, "Excluidas"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_moments_show_what_was_valid_then()
    {
        var closed = Today.AddMonths(-2).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await using var screen = await demonstration.OpenAs("auditor");
        foreach (var asOf in new[] { null, InDays(1), InDays(2) })
        {
            var query = asOf is null ? "" : $"&asOf={asOf}";
            var figure = await demonstration.Ask($"/indicators/ind-b?period={closed}&level=nation{query}");
            await screen.Go($"/indicadores/ind-b?periodo={closed}{(asOf is null ? "" : $"&corte={asOf}")}");
            await AssertShows(screen, figure);
            var rows = await demonstration.AskCsv($"/indicators/ind-b/documents?period={closed}&level=nation&side=denominator{query}");
            Assert.Equal(figure.GetProperty("denominator").GetInt64(), rows.Count);
            Assert.Equal(figure.GetProperty("numerator").GetInt64(), rows.Count(x => x["numerator"] == "1"));
        }
        Assert.Empty(screen.Errors);
    }

    private static string InDays(int days) => Today.AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    private static Task<string> Tab(Screen screen, string name) =>
        screen.Page.GetByRole(AriaRole.Tab, new PageGetByRoleOptions { Name = name }).InnerTextAsync();

    private static async Task AssertShows(Screen screen, JsonElement figure)
    {
        var shown = await screen.Page.Locator("p.figure").First.InnerTextAsync();
        Assert.Equal(Percent(figure.GetProperty("value")), Spaces().Replace(shown, ""));
        var sum = await screen.Page.Locator(".quotient").InnerTextAsync();
        Assert.Contains(Pieces(figure.GetProperty("numerator").GetInt64()), sum, StringComparison.Ordinal);
        Assert.Contains(Pieces(figure.GetProperty("denominator").GetInt64()), sum, StringComparison.Ordinal);
    }

    private static string Percent(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? "n. d." : value.GetDecimal().ToString("N2", CultureInfo.InvariantCulture) + "%";

    private static string Pieces(long x) => x.ToString("N0", CultureInfo.InvariantCulture);
    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s")]
    private static partial Regex Spaces();
}
