using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>The documents behind a figure add up to it, on each side and by each reason; now and as of a publication.</summary>
public sealed class DocumentTests : IAsyncLifetime
{
    private static readonly DateOnly day = new(2026, 10, 14);
    private static readonly string[] indicators = ["ind-b", "ind-b-hospital", "ind-b-lines", "ind-b-pieces", "ind-b-24h",
        "ind-b-collective",
        "ind-a", "ind-a-lines"];

    private readonly IndicatorsHost at = new();
    private PrescriptionChanged late = null!;

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await at.Host.Deliver(Given.Facility("HGIMB000021", kind: "hospital"));
        await at.Host.Deliver(Given.Facility("BCIMB000011"));
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(3, 3)) with { Folio = "F-1" });
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(3, 1, reason: "stockOut")) with { Folio = "F-2" });
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(3, 0, reason: "patientDeclined"),
            Given.Line(2, 2, line: 2)));
        await at.Host.Deliver(Given.Prescription("HGIMB000021", day, Given.Line(1, 0)));
        late = Given.Prescription("HGIMB000021", day, Given.Line(4, 3, reason: "insufficientStock"));
        await at.Host.Deliver(late with { Deliveries = [new(Guid.CreateVersion7(), late.OccurredAt.AddHours(3), day, [new(1, 1)])] });
        await at.Host.Deliver(Given.Prescription("HGIMB000021", day, Given.Line(1, 1)) with { Status = "voided" });
        await at.Host.Deliver(Given.Prescription("BCIMB000011", day, Given.Line(1, 1)) with { Unknown = ["010.000.9999.00"] });
        await at.Host.Deliver(Given.Prescription("BCIMB000011", day, Given.Line(1, 0)) with { Kind = "collective" });
        await at.Host.Deliver(Given.Order("HGIMB000011", day, "supplied", Given.OrderLine(10, 10)));
        await at.Host.Deliver(Given.Order("HGIMB000011", day, "inSupply", Given.OrderLine(10, 4), Given.OrderLine(5, 5, line: 2)));
        await at.Host.Deliver(Given.Order("BCIMB000011", day, "rejected"));
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task The_documents_of_each_side_and_reason_add_up_to_the_figure_now_and_as_of_its_publication()
    {
        await AddUp("");
        at.Host.Clock.Set(new(2026, 10, 17, 8, 0, 0, TimeSpan.Zero));
        await at.Close();
        await AddUp("&asOf=2026-10-17");
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(3, 0, reason: "stockOut")));
        await at.Refresh();
        await AddUp("");
        await AddUp("&asOf=2026-10-17");
    }

    [Fact]
    public async Task A_row_has_the_folio_the_name_of_the_place_and_why_it_is_not_complete()
    {
        var stockOut = await Page("ind-b/documents?period=2026-10-14&side=incomplete&reason=stockOut");
        Assert.Equal(("F-2", "Unidad HGIMB000011", "stockOut", false, 1),
            Assert.Single(stockOut.Items) is var x ? (x.Folio, x.FacilityName, x.Reason, x.Complete, stockOut.Total) : default);
        Assert.Equal(
            [new("stockOut", 1), new("insufficientStock", 1), new("patientDeclined", 1), new("unstated", 1)], stockOut.Reasons!);
        var within24h = await Page("ind-b-24h/documents?period=2026-10-14&side=numerator");
        Assert.Null(within24h.Items.Single(x => x.DocumentId == late.Id).Reason);
        var orders = await Page("ind-a/documents?period=2026-10-14&side=incomplete");
        Assert.Equal((1, null, "Unidad HGIMB000011"),
            Assert.Single(orders.Items) is var order ? (orders.Total, order.Folio, order.FacilityName) : default);

        var rows = await at.Csv("ind-b/documents?period=2026-10-14&format=csv");
        Assert.Equal((await Page("ind-b/documents?period=2026-10-14")).Items.Select(x => (x.Folio ?? "", x.FacilityName!, x.Reason ?? "")),
            rows.Select(x => (x["folio"], x["facility_name"], x["reason"])));
    }

    [Fact]
    public async Task Pharmacies_and_warehouses_see_the_documents_of_their_own_place()
    {
        var pharmacy = at.Host.As(Roles.Pharmacy, facility: "HGIMB000011");
        Assert.Equal((200, null), await Asked(pharmacy, "&level=facility&code=HGIMB000011"));
        Assert.Equal((403, "access.foreign-facility"), await Asked(pharmacy, "&level=facility&code=HGIMB000021"));
        Assert.Equal((403, "indicators.own-documents"), await Asked(pharmacy, "&level=state&code=13"));
        Assert.Equal((200, null), await Asked(pharmacy, "")); // its own
        Assert.Equal((403, "indicators.own-documents"), await Asked(pharmacy, "&level=nation"));
        var warehouse = at.Host.As(Roles.Warehouse, state: "13");
        Assert.Equal((200, null), await Asked(warehouse, "&level=state&code=13"));
        Assert.Equal((200, null), await Asked(warehouse, "&level=facility&code=HGIMB000021"));
        Assert.Equal((403, "indicators.own-documents"), await Asked(warehouse, "&level=state&code=02"));
        Assert.Equal((403, "access.foreign-facility"), await Asked(warehouse, "&level=facility&code=BCIMB000011"));
        Assert.Equal((403, "indicators.own-documents"), await Asked(warehouse, "&level=unitLevel&code=1"));
        Assert.Equal((200, null), await Asked(at.Host.As(Roles.State, state: "13"), ""));
    }

    private async Task AddUp(string asOf)
    {
        foreach (var indicator in indicators)
            foreach (var place in (string[])["", "&level=state&code=13",
                $"&level=facility&code={(indicator.StartsWith("ind-a", StringComparison.Ordinal) ? "HGIMB000011" : "HGIMB000021")}"])
            {
                var what = $"period=2026-10-14{place}{asOf}";
                var figure = await at.Figure($"{indicator}?{what}");
                var (numerator, denominator) = (await All(indicator, "numerator", what), await All(indicator, "denominator", what));
                var (incomplete, excluded) = (await All(indicator, "incomplete", what), await All(indicator, "excluded", what));
                Assert.Equal((figure.Numerator, figure.Denominator), (numerator.Sum(x => x.Numerator), denominator.Sum(x =>
                    x.Denominator)));
                Assert.Equal(figure.Denominator, figure.Numerator + incomplete.Sum(x => x.Denominator - x.Numerator));
                Assert.Equal(figure.Excluded.Sum(x => x.Count), excluded.Count);
                foreach (var (reason, count) in figure.Incomplete ?? [])
                    Assert.Equal((int)count, (await All(indicator, "incomplete", $"{what}&reason={reason}")).Count);
                Assert.Equal(figure.Incomplete is null ? 0 : incomplete.Count, figure.Incomplete?.Sum(x => x.Count) ?? 0);
                foreach (var (reason, count) in figure.Excluded)
                    Assert.Equal((int)count, (await All(indicator, "excluded", $"{what}&reason={reason}")).Count);
            }
    }

    private async Task<List<DocumentAnswer>> All(string indicator, string side, string what)
    {
        var page = await Page($"{indicator}/documents?{what}&side={side}");
        Assert.Equal(page.Items.Count, page.Total);
        return page.Items;
    }

    private async Task<DocumentsAnswer> Page(string path)
    {
        var answer = await at.Dashboard.Get("/indicators/" + path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<DocumentsAnswer>();
    }

    private static async Task<(int, string?)> Asked(TestCaller caller, string place) =>
        await caller.Get("/indicators/ind-b/documents?period=2026-10" + place) is var x ? (x.Status, x.Code) : default;
}
