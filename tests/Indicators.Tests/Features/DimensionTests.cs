using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;

namespace Supply.Indicators.Tests.Features;

/// <summary>Figures by clave, product class and supplier. Today is 15 October 2026.</summary>
public sealed class DimensionTests : IAsyncLifetime
{
    private const string Unit = "HGIMB000011";
    private const string Medicine = "010.000.0104.00";
    private const string Other = "010.000.0408.00";
    private const string Supply = "060.004.0109.00";

    private static readonly DateOnly day = new(2026, 10, 12);
    private static readonly DateTimeOffset recorded = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility(Unit));
        await at.Host.Deliver(Given.Facility("BCIMB000011", kind: "hospital"));
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task Lines_and_pieces_of_prescriptions_are_counted_under_their_claves_and_classes()
    {
        var first = Prescription(Unit, day, (Medicine, 4, 4), (Other, 6, 2), (Supply, 1, 1));
        await at.Host.Deliver(first);
        await at.Host.Deliver(Prescription("BCIMB000011", day.AddDays(1), (Medicine, 5, 1), (Medicine, 2, 2)));
        await at.Host.Deliver(Prescription(Unit, day, (Medicine, 3, 0)) with { Status = "voided" });
        await at.Refresh();
        await Are("ind-b-lines", "2026-10", "clave", (Medicine, 2, 3), (Other, 0, 1), (Supply, 1, 1));
        await Are("ind-b-pieces", "2026-10", "clave", (Medicine, 7, 11), (Other, 2, 6), (Supply, 1, 1));
        await Are("ind-b-pieces", "2026-10-12", "clave", (Medicine, 4, 4), (Other, 2, 6), (Supply, 1, 1));
        await Are("ind-b-pieces", "2026", "productClass", ("medicalSupply", 1, 1), ("medicine", 9, 17));

        // A corrected, moved and voided document leaves what it had counted.
        await at.Host.Deliver(first with { Version = 2, LocalDate = day.AddDays(1), Lines = [new(1, Other, 6, 6)] });
        await at.Refresh();
        await Are("ind-b-pieces", "2026-10", "clave", (Medicine, 3, 7), (Other, 6, 6), (Supply, 0, 0));
        await Are("ind-b-pieces", "2026-10-12", "clave", (Medicine, 0, 0), (Other, 0, 0), (Supply, 0, 0));
        await Are("ind-b-lines", "2026-10-13", "productClass", ("medicine", 2, 3));
        var series = await at.Page($"ind-b-pieces/series?from=2026-10-12&to=2026-10-14&level=clave&code={Other}");
        Assert.Equal([("2026-10-12", 0L), ("2026-10-13", 6), ("2026-10-14", 0)], series.Items.Select(x => (x.Period, x.Denominator)));
        var csv = await at.Dashboard.Get("/indicators/ind-b-pieces/breakdown?period=2026-10&by=clave&format=csv");
        Assert.Contains("ind-b-pieces,2026-10,clave,010.000.0408.00,available,100,6,6,", csv.Text, StringComparison.Ordinal);
        await NothingDiffers();
    }

    [Fact]
    public async Task The_documents_behind_a_claves_figure_show_what_they_add_to_it()
    {
        var both = Prescription(Unit, day, (Medicine, 4, 1), (Supply, 2, 2));
        var one = Prescription(Unit, day, (Medicine, 3, 3));
        await at.Host.Deliver(both);
        await at.Host.Deliver(one);
        await at.Host.Deliver(Prescription(Unit, day, (Other, 3, 3)));
        await at.Close();
        foreach (var asOf in (string[])["", "&asOf=2026-10-16"])
        {
            var pieces = await at.Documents($"ind-b-pieces/documents?period=2026-10-12&level=clave&code={Medicine}{asOf}");
            Assert.Equal(new[] { (both.Id, 1L, 4L), (one.Id, 3L, 3L) }.Order(),
                pieces.Select(x => (x.DocumentId, x.Numerator, x.Denominator)).Order());
            Assert.Equal(both.Id, Assert.Single(await at.Documents(
                $"ind-b-lines/documents?period=2026-10-12&level=productClass&code=medicalSupply{asOf}")).DocumentId);
            Assert.Equal(2, (await at.Documents(
                $"ind-b-lines/documents?period=2026-10-12&level=productClass&code=medicine&side=numerator{asOf}")).Count);
        }
    }

    [Fact]
    public async Task A_clave_that_changes_its_class_takes_its_figures_with_it_and_what_was_published_stays()
    {
        await at.Host.Deliver(Prescription(Unit, day, (Medicine, 4, 1), (Supply, 2, 2)));
        await at.Host.Deliver(Given.Order(Unit, day, "supplied", Given.OrderLine(10, 10, Medicine), Given.OrderLine(5, 5, Supply, 2)));
        await at.Close();
        await Are("ind-a-pieces", "2026-10-12", "productClass", ("medicalSupply", 5, 5), ("medicine", 10, 10));

        at.Host.Clock.Set(new(2026, 10, 20, 18, 0, 0, TimeSpan.Zero));
        await at.Host.Deliver(new ItemPublished(Medicine, 1, recorded, recorded, day, "Clave", "vaccine"));
        await at.Host.Deliver(Prescription(Unit, day, (Medicine, 1, 1)));
        await at.Close();
        await Are("ind-b-pieces", "2026-10", "productClass", ("medicalSupply", 2, 2), ("medicine", 0, 0), ("vaccine", 2, 5));
        await Are("ind-a-pieces", "2026-10-12", "productClass", ("medicalSupply", 5, 5), ("medicine", 0, 0), ("vaccine", 0, 0));
        await Are("ind-a-pieces", "2026-10-12", "clave", (Medicine, 0, 0), (Supply, 5, 5));
        Assert.Equal((1, 4), await Counted("ind-b-pieces?period=2026-10-12&level=productClass&code=medicine&asOf=2026-10-17"));
        Assert.Equal((2, 5), await Counted("ind-b-pieces?period=2026-10-12&level=productClass&code=vaccine&asOf=2026-10-20"));
        Assert.Equal((0, 0), await Counted("ind-b-pieces?period=2026-10-12&level=productClass&code=medicine&asOf=2026-10-20"));
        await NothingDiffers();
    }

    [Fact]
    public async Task An_order_is_on_time_in_full_when_its_supplier_supplied_all_of_it_by_the_promised_date()
    {
        SupplyOrderChanged Order(string supplier, string status, DateOnly? supplied, DateOnly? promised) =>
            Given.Order(Unit, day, status, Given.OrderLine(10, status == "supplied" ? 10 : 4)) with
            { SourceId = supplier, PromisedOn = promised, SuppliedOn = supplied };

        var late = Order("FARMA", "inSupply", null, new(2026, 10, 13));
        await at.Host.Deliver(Order("FARMA", "supplied", new(2026, 10, 13), new(2026, 10, 13)));
        await at.Host.Deliver(late);
        await at.Host.Deliver(Order("FARMA", "supplied", new(2026, 10, 14), null)); // nothing was promised
        await at.Host.Deliver(Order("FARMA", "rejected", null, new(2026, 10, 13)));
        await at.Host.Deliver(Order("MEDICA", "supplied", new(2026, 10, 14), new(2026, 10, 13)));
        await at.Host.Deliver(Order("MEDICA", "closedShort", null, new(2026, 10, 13)));
        await at.Host.Deliver(Order("ALM-13-01", "supplied", new(2026, 10, 13), new(2026, 10, 13)) with { SourceKind = "warehouse" });
        await at.Refresh();
        await Are("ind-a-otif", "2026-10", "supplier", ("FARMA", 1, 2), ("MEDICA", 0, 2));
        Assert.Equal((1, 4), await Counted("ind-a-otif?period=2026"));
        Assert.Equal((1, 4), await Counted($"ind-a-otif?period=2026-10-12&level=facility&code={Unit}"));
        Assert.Equal((1, 2), await Counted("ind-a-otif?period=2026-10&level=supplier&code=farma"));
        Assert.Equal(2, (await at.Documents("ind-a-otif/documents?period=2026&level=supplier&code=MEDICA")).Count);

        await at.Host.Deliver(late with { Version = 2, Status = "supplied", SuppliedOn = new(2026, 10, 13),
            Lines = [Given.OrderLine(10, 10)] });
        await at.Refresh();
        await Are("ind-a-otif", "2026-10", "supplier", ("FARMA", 2, 2), ("MEDICA", 0, 2));
        await at.Host.Deliver(late with { Version = 3, Status = "inSupply", Lines = [Given.OrderLine(10, 0)] }); // taken back
        await at.Refresh();
        await Are("ind-a-otif", "2026-10-12", "supplier", ("FARMA", 1, 2), ("MEDICA", 0, 2));
        await NothingDiffers();
    }

    [Fact]
    public async Task An_order_that_replenishes_a_warehouse_counts_for_the_supplier_that_promised_it()
    {
        var order = Given.Order(Unit, day, "supplied", Given.OrderLine(10, 10)) with
        { SourceId = "FARMA", PromisedOn = new(2026, 10, 13), SuppliedOn = new(2026, 10, 13), Replenishes = true };
        await at.Host.Deliver(order);
        await at.Host.Deliver(Given.Order(Unit, day, "inSupply", Given.OrderLine(10, 4)) with
        { SourceId = "FARMA", PromisedOn = new(2026, 10, 13), Replenishes = true });
        await at.Refresh();
        await Are("ind-a-otif", "2026-10", "supplier", ("FARMA", 1, 2));
        Assert.Equal((1, 2), await Counted("ind-a-otif?period=2026"));
        Assert.Equal((1, 2), await Counted("ind-a-replenishment?period=2026"));
        Assert.Equal((0, 0), await Counted("ind-a?period=2026"));
        Assert.Equal(2, (await at.Documents("ind-a-otif/documents?period=2026&level=supplier&code=FARMA")).Count);
        await NothingDiffers();
    }

    [Theory]
    [InlineData("ind-b?period=2026&level=clave&code=010.000.0104.00", 422, "indicators.level")]
    [InlineData("ind-a?period=2026&level=supplier&code=FARMA", 422, "indicators.level")]
    [InlineData("ind-a-otif?period=2026&level=clave&code=010.000.0104.00", 422, "indicators.level")]
    [InlineData("ind-b/breakdown?period=2026&by=clave", 422, "indicators.level")]
    [InlineData("ind-b-lines?period=2026&level=clave&code=104", 422, "clave.malformed")]
    [InlineData("ind-b-lines?period=2026&level=clave", 422, "clave.malformed")]
    [InlineData("ind-b-lines?period=2026&level=clave&code=010.000.7777.00", 404, "indicators.no-such-clave")]
    [InlineData("ind-b-lines?period=2026&level=productClass&code=medicines", 422, "indicators.code")]
    [InlineData("ind-a-otif?period=2026&level=supplier", 422, "indicators.code")]
    [InlineData("ind-a-otif?period=2026&level=supplier&code=NADIE", 404, "indicators.no-such-supplier")]
    [InlineData("ind-b-lines/breakdown?period=2026&by=clave&level=state&code=13", 422, "indicators.breakdown")]
    [InlineData("ind-b-lines/breakdown?period=2026&by=facility&level=productClass&code=medicine", 422, "indicators.breakdown")]
    public async Task Refuses_what_has_no_figures(string path, int status, string code)
    {
        var answer = await at.Dashboard.Get("/indicators/" + path);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    private static PrescriptionChanged Prescription(string unit, DateOnly date, params (string Clave, int Prescribed, int Given)[] lines) =>
        Given.Prescription(unit, date, [.. lines.Select((x, i) => new PrescriptionLine(i + 1, x.Clave, x.Prescribed, x.Given))]);

    private async Task Are(string indicator, string period, string by, params (string Code, long Numerator, long Denominator)[] expected)
    {
        var shown = (await at.Page($"{indicator}/breakdown?period={period}&by={by}")).Items;
        Assert.Equal(expected, shown.Select(x => (x.Code, x.Numerator, x.Denominator)));
        foreach (var (code, numerator, denominator) in expected)
            Assert.Equal((numerator, denominator), await Counted($"{indicator}?period={period}&level={by}&code={code}"));
    }

    private async Task NothingDiffers()
    {
        var note = (await at.Host.Run("indicators", "rebuild")).Note;
        Assert.Contains("0 facility-days put right, 0 figures changed", note, StringComparison.Ordinal);
        Assert.EndsWith(" 0 differ", note, StringComparison.Ordinal);
    }

    private async Task<(long Numerator, long Denominator)> Counted(string path) => await at.Figure(path) is var x
        ? (x.Numerator, x.Denominator) : default;
}
