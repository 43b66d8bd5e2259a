using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>
/// Whatever figure a page shows is what the service says of it, what its CSV says, and what the test adds up of the documents behind it;
/// of a closed month as of its first publication, as of a second one, and now.
/// </summary>
[Collection(OverTheDemonstration.Name)]
public sealed partial class EveryFigureTests(Demonstration demonstration) : IAsyncLifetime
{
    // Of a page with a figure for each of a state's units or claves, so many are recounted: each has documents of its own to read.
    private const int MostRecounted = 40;

    private static readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-6));
    private static readonly string closed = Text(today.AddMonths(-2));

    // Of all pages: the documents behind a figure are read once.
    private static readonly Dictionary<(string Figure, string? AsOf), Task<Recount>> recounts = [];
    private static string? first, second;

    private sealed record Recount(decimal? Value, string Text);

    private sealed record Shown(string Figure, string Text);

    public static TheoryData<string, string> Pages => new()
    {
        { "dashboard", "/?periodo={closed}" }, { "dashboard", "/?periodo={year}&orden=tabla" },
        { "dashboard", "/entidades?periodo={month}" },
        { "central", "/entidades/13?periodo={closed}" }, { "central", "/entidades/13/informe" }, { "central", "/unidades/{unit}" },
        { "dashboard", "/claves?periodo={month}" }, { "central", "/claves/{clave}?periodo={closed}" }, { "auditor", "/indicadores" },
        { "auditor", "/indicadores/stock-out-days?periodo={closed}" }, { "auditor", "/indicadores/ind-a-otif?periodo={year}" },
        { "dashboard", "/muro" }, { "", "/publico?periodo={closed}" }, { "", "/publico/13?periodo={closed}" },
    };

    public static TheoryData<string> PagesAsOf => new(
        "/?periodo={closed}", "/entidades?periodo={closed}", "/entidades/13?periodo={closed}", "/unidades/{unit}?periodo={closed}",
        "/indicadores/ind-b?periodo={closed}", "/indicadores/ind-b-lines?periodo={closed}&nivel=state&codigo=13");

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null || second is not null)
            return;
        // A close publishes in batches: of the moment after its last one everything is told.
        var published = await Publications();
        first = Now();
        await Prescribe();
        await RunJob("close-periods");
        Assert.NotEqual(published, await Publications()); // a late prescription restates what was published
        second = Now();
        await Prescribe();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Is_what_the_service_the_file_and_the_documents_say(string role, string path)
    {
        await using var screen = role.Length == 0 ? await demonstration.Open() : await demonstration.OpenAs(role);
        var at = await At(path);
        if (role.Length == 0)
            await screen.Page.GotoAsync(at);
        else
            await screen.Go(at);
        await screen.Settled();
        await AssertTrue(screen, asOf: null, isPublic: role.Length == 0);
    }

    [Theory]
    [MemberData(nameof(PagesAsOf))]
    public async Task Is_what_was_published_then(string path)
    {
        await using var screen = await demonstration.OpenAs("auditor");
        var at = await At(path);
        HashSet<string> seen = [];
        foreach (var asOf in new[] { first, second, null })
        {
            await screen.Go(asOf is null ? at : $"{at}&corte={Uri.EscapeDataString(asOf)}");
            await screen.Settled();
            await AssertTrue(screen, asOf, isPublic: false);
            var main = await screen.Page.Locator("main").InnerTextAsync();
            Assert.True(seen.Add(main), "The page says the same of two moments.");
        }
    }

    private async Task AssertTrue(Screen screen, string? asOf, bool isPublic)
    {
        var shown = await Read(screen);
        Assert.NotEmpty(shown);
        List<string> wrong = [];
        var counted = 0;
        foreach (var (figure, texts) in shown.GroupBy(x => x.Figure).Select(x => (x.Key, x.Select(y => y.Text).Distinct().ToList())))
        {
            // What is not of the closed month was not published then: a page shows it as it is now.
            var then = Parts(figure).Period == closed ? asOf : null;
            var said = await Ask(figure, then, isPublic);
            wrong.AddRange(texts.Where(x => !Says(x, said.Value)).Select(x => $"{figure}: on the page {x}, said {said.Value}"));
            if (said.Csv is { } csv && csv != said.Value)
                wrong.Add($"{figure}: in the file {csv}, said {said.Value}");
            if (said.Value is null || (counted++ >= MostRecounted && !figure.Contains("/nation/", StringComparison.Ordinal)))
                continue;
            var recount = await RecountOf(figure, then);
            if (recount.Value != said.Value)
                wrong.Add($"{figure}: said {said.Value}, of its documents {recount.Text}");
        }
        foreach (var (series, text) in await ReadSeries(screen))
            wrong.AddRange(await OfSeries(series, text, asOf, isPublic));
        Assert.Equal("", string.Join('\n', wrong));
    }

    private static async Task<List<Shown>> Read(Screen screen)
    {
        var found = await screen.Page.EvaluateAsync<string[][]>(
            "() => [...document.querySelectorAll('[data-figure]')]"
            + ".map(x => [x.dataset.figure, x.textContent.replace(/\\s+/g, ' ').trim()])");
        return [.. found.Where(x => !x[1].StartsWith('…')).Select(x => new Shown(x[0], x[1]))];
    }

    private static async Task<List<(string, string)>> ReadSeries(Screen screen)
    {
        var found = await screen.Page.EvaluateAsync<string[][]>(
            "() => [...document.querySelectorAll('[data-series]')].map(x => [x.dataset.series, x.getAttribute('aria-label')])");
        return [.. found.Select(x => (x[0], x[1]))];
    }

    /// <summary>Of a service: its value, and that of the CSV of the same figure where there is one.</summary>
    private async Task<(decimal? Value, decimal? Csv)> Ask(string figure, string? asOf, bool isPublic)
    {
        var (indicator, period, level, code) = Parts(figure);
        var place = $"level={level}&code={code}";
        if (isPublic)
            return (ValueOf(await demonstration.AskOpenly($"/public/indicators/{indicator}?period={period}&{place}")), null);
        place += AsOf(asOf);
        var value = ValueOf(await demonstration.Ask($"/indicators/{indicator}?period={period}&{place}"));
        if (level is not ("state" or "clave" or "facility"))
            return (value, null);
        var grain = period.Length == 4 ? "year" : period.Length == 7 ? "month" : "day";
        var csv = await demonstration.AskCsv($"/indicators/{indicator}/series?from={period}&to={period}&grain={grain}&{place}");
        var text = Assert.Single(csv)["value"];
        Assert.Equal(value is null, text.Length == 0);
        return (value, text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture));
    }

    private Task<Recount> RecountOf(string figure, string? asOf)
    {
        var (indicator, period, level, code) = Parts(figure);
        if (!recounts.TryGetValue((figure, asOf), out var known))
            recounts[(figure, asOf)] = known = Count();
        return known;

        async Task<Recount> Count()
        {
            var rows = await demonstration.AskCsv($"/indicators/{indicator}/documents?period={period}&level={level}&code={code}"
                + "&side=denominator" + AsOf(asOf));
            var (numerator, denominator) = (Sum("numerator"), Sum("denominator"));
            return new(
                denominator == 0 ? null : Math.Round(100m * numerator / denominator, 2, MidpointRounding.AwayFromZero),
                $"{numerator} of {denominator}");

            long Sum(string column) => rows.Sum(x => long.Parse(x[column], CultureInfo.InvariantCulture));
        }
    }

    private async Task<List<string>> OfSeries(string series, string text, string? asOf, bool isPublic)
    {
        var parts = series.Split('/', 5);
        var path = $"{parts[0]}/series?from={parts[1]}&to={parts[2]}&grain=month&level={parts[3]}&code={parts[4]}";
        var said = isPublic ? await demonstration.AskOpenly("/public/indicators/" + path)
            : await demonstration.Ask($"/indicators/{path}&limit=60{AsOf(asOf)}");
        var values = said.GetProperty("items").EnumerateArray().Select(ValueOf).ToList();
        var shown = Number().Matches(text[(text.IndexOf(": ", StringComparison.Ordinal) + 2)..]).Select(x => x.Groups[1].Value).ToList();
        if (shown.Count != values.Count)
            return [$"{series}: {shown.Count} points on the page, {values.Count} said"];
        return
        [
            .. shown.Zip(values).Where(x => !Says(x.First, x.Second)).Select(x => $"{series}: {x.First} in the chart, said {x.Second}"),
        ];
    }

    // Two decimals as the service rounded them; one where there is no room for more (a map, a chart).
    private static bool Says(string text, decimal? value) => text is "n. d." ? value is null
        : value is { } known && decimal.TryParse(text.TrimEnd('%'), NumberStyles.Number, CultureInfo.InvariantCulture, out var shown)
        && (shown == known || (text.TrimEnd('%').Split('.') is [_, { Length: 1 }] && Math.Abs(shown - known) <= 0.05m));

    private static string AsOf(string? moment) => moment is null ? "" : "&asOf=" + Uri.EscapeDataString(moment);

    private static decimal? ValueOf(JsonElement x) =>
        x.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    private static (string Indicator, string Period, string Level, string Code) Parts(string figure)
    {
        var parts = figure.Split('/', 4);
        return (parts[0], parts[1], parts[2], Uri.EscapeDataString(parts[3]));
    }

    private static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private async Task<string> At(string path) => path
        .Replace("{closed}", closed, StringComparison.Ordinal).Replace("{month}", Text(today), StringComparison.Ordinal)
        .Replace("{year}", Text(today)[..4], StringComparison.Ordinal)
        .Replace("{unit}", await Unit(), StringComparison.Ordinal)
        .Replace("{clave}", (await demonstration.Ask("/catalog/items?limit=1")).GetProperty("items")[0].GetProperty("clave").GetString(),
            StringComparison.Ordinal);

    /// <summary>One of Hidalgo with prescriptions in the closed month.</summary>
    private async Task<string> Unit() => (await demonstration.Ask(
        $"/indicators/ind-b/breakdown?by=facility&level=state&code=13&period={closed}&min=1&limit=1")).GetProperty("items")[0]
        .GetProperty("code").GetString()!;

    private static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private async Task<int> Publications() => (await demonstration.Ask(
        $"/indicators/ind-b/publications?period={closed}&level=nation")).GetProperty("items").GetArrayLength();

    /// <summary>A prescription of the closed month that comes late, counted when this returns.</summary>
    private async Task Prescribe()
    {
        var id = Guid.CreateVersion7().ToString();
        var unit = await Unit();
        var list = await demonstration.Ask($"/dispensing/prescriptions?facility={unit}&from={closed}-01&to={closed}-28&limit=1", "central");
        var of = list.GetProperty("items")[0].GetProperty("id").GetString();
        var like = await demonstration.Ask("/dispensing/prescriptions/" + of, "central");
        var day = like.GetProperty("localDate").GetString();
        var clave = like.GetProperty("lines")[0].GetProperty("clave").GetString();
        var before = (await demonstration.Ask($"/indicators/ind-b?period={closed}&level=nation")).GetProperty("denominator").GetInt64();
        var who = new { role = "pharmacy", facility = unit, name = "prueba" };
        using var put = await demonstration.Send(HttpMethod.Put, "/dispensing/prescriptions/" + id, who, new
        {
            facility = unit, kind = "individual", folio = "TARDE-" + id[^8..], prescribedOn = day,
            presentedAt = like.GetProperty("presentedAt"), lines = new[] { new { line = 1, clave, prescribed = 1, dispensed = 1 } },
        });
        Assert.True(put.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, await put.Content.ReadAsStringAsync());
        var began = TimeProvider.System.GetTimestamp();
        while ((await demonstration.Ask($"/indicators/ind-b?period={closed}&level=nation")).GetProperty("denominator").GetInt64() == before)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(5), "The late prescription was not counted.");
            await Task.Delay(250, TestContext.Current.CancellationToken);
        }
    }

    private async Task RunJob(string name)
    {
        var who = new { role = "operator", name = "prueba" };
        using var run = await demonstration.Send(HttpMethod.Post, $"/indicators/ops/jobs/{name}/run?wait=60", who, null);
        Assert.True(run.IsSuccessStatusCode, await run.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"(?:^|, )\p{L}+ (n\. d\.|[\d.,]+)(?=,|$)")]
    private static partial Regex Number();
}
