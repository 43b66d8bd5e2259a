using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>September against October 2026, by facility: what got better and worse, of whom, in any order, as screen and as file.</summary>
public sealed class BreakdownTests : IAsyncLifetime
{
    private static readonly DateOnly september = new(2026, 9, 14), october = new(2026, 10, 14);

    private const string Asked = "ind-b/breakdown?period=2026-10&against=2026-09&by=facility";

    private static readonly DateTimeOffset recorded = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        foreach (var code in (string[])["HGIMB000011", "HGIMB000021", "BCIMB000011", "BCIMB000021", "OCIMB000011"])
            await at.Host.Deliver(Given.Facility(code));
        await Of("HGIMB000011", september, 1, 3); // 33.33
        await Of("HGIMB000011", october, 2, 3); // 66.67
        await Of("HGIMB000021", september, 4, 4);
        await Of("HGIMB000021", october, 1, 4);
        await Of("BCIMB000011", october, 5, 6); // nothing in September
        await Of("BCIMB000021", september, 1, 2);
        await Of("BCIMB000021", october, 1, 2);
        await at.Host.Deliver(Given.Report("OCIMB000011", october)); // no prescription at all
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task Each_row_has_its_name_the_other_period_and_the_change_between_the_values_as_printed()
    {
        var rows = (await at.Page(Asked)).Items;
        Assert.Equal(["BCIMB000011", "BCIMB000021", "HGIMB000011", "HGIMB000021", "OCIMB000011"], rows.Select(x => x.Code));
        Assert.All(rows, x => Assert.Equal("Unidad " + x.Code, x.Name));
        var better = rows[2];
        Assert.Equal((66.67m, 33.33m, 33.34m), (better.Value, better.Against!.Value, better.Change)); // 33.33 from the unrounded ones
        Assert.Equal((new ReportedAnswer(1, 15), new ReportedAnswer(1, 30)),
            (better.Coverage.FacilityDays, better.Against.Coverage.FacilityDays));
        Assert.Equal((0m, -75m), (rows[1].Change, rows[3].Change));
        Assert.Equal((83.33m, null, null), (rows[0].Value, rows[0].Against?.Value, rows[0].Change));
        Assert.Equal(("not-available", null), (rows[4].Status, rows[4].Change));
        Assert.Equal("Hidalgo", (await at.Page("ind-b/breakdown?period=2026-10")).Items.Single(x => x.Code == "13").Name);
        Assert.Null((await at.Page("ind-b/breakdown?period=2026-10")).Items[0].Against);
    }

    [Theory]
    [InlineData("sort=value", "HGIMB000021 BCIMB000021 HGIMB000011 BCIMB000011 OCIMB000011")]
    [InlineData("sort=value&descending=true", "BCIMB000011 HGIMB000011 BCIMB000021 HGIMB000021 OCIMB000011")]
    [InlineData("sort=change", "HGIMB000021 BCIMB000021 HGIMB000011 BCIMB000011 OCIMB000011")]
    [InlineData("sort=change&descending=true", "HGIMB000011 BCIMB000021 HGIMB000021 BCIMB000011 OCIMB000011")]
    [InlineData("sort=code&descending=true", "OCIMB000011 HGIMB000021 HGIMB000011 BCIMB000021 BCIMB000011")]
    [InlineData("sort=coverage", "BCIMB000011 BCIMB000021 HGIMB000011 HGIMB000021 OCIMB000011")]
    [InlineData("sort=value&min=3", "HGIMB000021 HGIMB000011")]
    [InlineData("min=3", "HGIMB000011 HGIMB000021")]
    public async Task In_any_order_page_by_page_and_as_a_file_the_rows_are_the_same(string order, string codes)
    {
        List<FigureAnswer> paged = [];
        for (var after = ""; ;)
        {
            var page = await at.Page($"{Asked}&{order}&limit=2{after}");
            paged.AddRange(page.Items);
            if (page.Next is null)
                break;
            Assert.Equal(2, page.Items.Count);
            after = "&after=" + Uri.EscapeDataString(page.Next);
        }
        Assert.Equal(codes.Split(' '), paged.Select(x => x.Code));
        Assert.Equal(codes.Split(' '), (await at.Page($"{Asked}&{order}")).Items.Select(x => x.Code));

        var csv = await at.Csv($"{Asked}&{order}&format=csv");
        Assert.Equal(paged.Select(x => (x.Code, x.Name!, x.Value, x.Against?.Value, x.Change)),
            csv.Select(x => (
                x["code"], x["name"],
                SheetRows.Number(x["value"]), SheetRows.Number(x["against_value"]), SheetRows.Number(x["change"]))));
        Assert.Equal(paged.Select(x => (long?)x.Against?.Coverage.FacilityDays.Expected),
            csv.Select(x => (long?)SheetRows.Number(x["against_days_expected"])));
    }

    [Fact]
    public async Task Claves_have_the_description_of_the_catalogue()
    {
        await at.Host.Deliver(new ItemPublished("010.000.0104.00", 1, recorded, recorded, october,
            "Paracetamol, tableta", "medicine"));
        await at.Refresh();
        Assert.Equal("Paracetamol, tableta", Assert.Single((await at.Page("ind-b-lines/breakdown?period=2026-10&by=clave")).Items).Name);
    }

    private async Task Of(string facility, DateOnly date, int complete, int all)
    {
        for (var i = 0; i < all; i++)
            await at.Host.Deliver(Given.Prescription(facility, date, Given.Line(2, i < complete ? 2 : 1)), times: 1);
    }
}
