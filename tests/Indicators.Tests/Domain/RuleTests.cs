using FsCheck;
using FsCheck.Fluent;
using Supply.Contracts.Dispensing;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Tests.Domain;

public sealed class RuleTests
{
    private static readonly DateOnly day = new(2026, 10, 10);

    private static Judgement Judge(params PrescriptionLine[] lines) =>
        PrescriptionRule.Judge(Given.Prescription("HGIMB000011", day, lines), facilityKnown: true);

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 5, "0")]
    [InlineData(5, 5, "100")]
    [InlineData(2, 3, "66.67")]
    [InlineData(1, 3, "33.33")]
    [InlineData(1, 800, "0.13")] // 0.125: half away from zero
    [InlineData(6_194_764, 34_723_097, "17.84")] // printed as 17.84 % in document 001 (docs/rules.md)
    [InlineData(91_978, 163_593, "56.22")] // printed as 56.22 % in document 001
    [InlineData(0, 51_945_236, "0")] // printed as 0 in document 002: a zero that was measured
    public void A_rate_is_rounded_once_and_nothing_over_nothing_is_no_rate(long numerator, long denominator, string? value) =>
        Assert.Equal(value is null ? null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
            Rate.Of(numerator, denominator).Value);

    [Fact]
    public void A_target_is_compared_before_rounding()
    {
        var almost = Rate.Of(699_996, 1_000_000); // 69.9996 is shown as 70.00
        Assert.Equal((70.00m, false, true), (almost.Value, almost.Reaches(70), Rate.Of(70, 100).Reaches(70)));
        Assert.Null(Rate.Of(0, 0).Reaches(70));
    }

    [Fact]
    public void A_prescription_is_complete_when_every_prescribed_line_is() => Assert.Multiple(
        () => Assert.Equal("complete", Judge(Given.Line(3, 3), Given.Line(2, 2, line: 2)).Outcome),
        () => Assert.Equal("incomplete", Judge(Given.Line(3, 3), Given.Line(2, 1, line: 2)).Outcome),
        () => Assert.Equal("incomplete", Judge(Given.Line(3, 0)).Outcome),
        () => Assert.Equal("complete", Judge(Given.Line(3, 4)).Outcome),
        () => Assert.Equal("complete", Judge(Given.Line(3, 3), Given.Line(0, 0, line: 2)).Outcome),
        () => Assert.Equal("no-prescribed-line", Judge(Given.Line(0, 5)).Outcome));

    [Fact]
    public void A_substitute_adds_to_its_line_and_is_none_of_its_own()
    {
        var judged = Judge(Given.Line(10, 4, reason: "stockOut"), Given.Line(0, 6, line: 2, substituteFor: 1));
        Assert.Equal(("complete", 1, 1, 10, 10), (judged.Outcome, judged.Counts[Counter.Lines], judged.Counts[Counter.LinesFilled],
            judged.Counts[Counter.Pieces], judged.Counts[Counter.PiecesGiven]));
        Assert.Equal("incomplete", Judge(Given.Line(10, 4), Given.Line(7, 5, line: 2, substituteFor: 1)).Outcome);
    }

    [Fact]
    public void A_surplus_of_one_line_does_not_fill_another()
    {
        var counts = Judge(Given.Line(2, 9), Given.Line(5, 1, line: 2)).Counts;
        Assert.Equal((7, 3), (counts[Counter.Pieces], counts[Counter.PiecesGiven]));
    }

    [Fact]
    public void Later_deliveries_count_for_24_and_72_hours_only()
    {
        var doc = Given.Prescription("HGIMB000011", day, Given.Line(10, 4));
        PrescriptionChanged After(double hours) => doc with { Deliveries = [new(Guid.CreateVersion7(), doc.OccurredAt.AddHours(hours),
            day, [new(1, 6)])] };
        (long, long, long) Counted(PrescriptionChanged x) => PrescriptionRule.Judge(x, true).Counts is var c
            ? (c[Counter.Complete], c[Counter.Within24h], c[Counter.Within72h]) : default;
        Assert.Equal((0, 1, 1), Counted(After(24)));
        Assert.Equal((0, 0, 1), Counted(After(24.1)));
        Assert.Equal((0, 0, 0), Counted(After(72.1)));
    }

    [Fact]
    public void What_leaves_has_its_reason_and_what_was_decided_stays()
    {
        var doc = Given.Prescription("HGIMB000011", day, Given.Line(10, 0, reason: "patientDeclined"));
        Assert.Equal("voided", PrescriptionRule.Judge(doc with { Status = "voided" }, true).Outcome);
        Assert.Equal("unverified", PrescriptionRule.Judge(doc, facilityKnown: false).Outcome);
        Assert.Equal("unverified", PrescriptionRule.Judge(doc with { Unknown = ["010.000.9999.00"] }, true).Outcome);
        Assert.Equal("collective", PrescriptionRule.Judge(doc with { Kind = "collective" }, true).Outcome);
        var judged = PrescriptionRule.Judge(doc, true);
        Assert.Equal(("incomplete", 1), (judged.Outcome, judged.Counts[Counter.PatientDeclined]));
    }

    [Theory]
    [InlineData("issued", "incomplete")]
    [InlineData("approved", "incomplete")]
    [InlineData("inSupply", "incomplete")]
    [InlineData("supplied", "complete")]
    [InlineData("closedShort", "incomplete")]
    [InlineData("rejected", "rejected")]
    [InlineData("cancelled", "incomplete")]
    public void Only_orders_rejected_or_cancelled_before_approval_leave(string status, string outcome)
    {
        var unit = new FacilityVersion("HGIMB000011", 1, day, "13", "healthUnit", 1, null, null, null, null);
        Assert.Equal(outcome, OrderRule.Judge(Given.Order("HGIMB000011", day, status), unit, ClassOf).Outcome);
        Assert.Equal("cancelled-before-approval", OrderRule.Judge(Given.Order("HGIMB000011", day, "cancelled") with { ApprovedAt = null },
            unit, ClassOf).Outcome);
    }

    [Fact]
    public void Orders_for_warehouses_of_other_goods_or_for_places_unknown_are_set_apart()
    {
        var unit = new FacilityVersion("HGIMB000011", 1, day, "13", "hospital", 2, null, null, null, null);
        var order = Given.Order("HGIMB000011", day, "supplied");
        Assert.Equal("warehouse-replenishment", OrderRule.Judge(order with { Replenishes = true }, unit, ClassOf).Outcome);
        Assert.Equal("warehouse-replenishment", OrderRule.Judge(order, unit with { Kind = "stateWarehouse" }, ClassOf).Outcome);
        Assert.Equal("not-medicine-or-supply", OrderRule.Judge(order with { Lines = [Given.OrderLine(clave: "070.000.0001.00")] }, unit,
            ClassOf).Outcome);
        Assert.Equal("complete", OrderRule.Judge(order with { Lines = [Given.OrderLine(clave: "070.000.0001.00"),
            Given.OrderLine(clave: "060.345.3798", line: 2)] }, unit, ClassOf).Outcome);
        Assert.Equal("unverified", OrderRule.Judge(order, null, ClassOf).Outcome);
        Assert.Equal("unverified", OrderRule.Judge(order, unit with { Kind = "unclassified" }, ClassOf).Outcome);
    }

    [Fact]
    public void Every_prescription_is_in_exactly_one_place()
    {
        var lines = Gen.Choose(0, 3).Two().Select(x => (Prescribed: x.Item1, Dispensed: x.Item2)).ListOf();
        Prop.ForAll(lines.ToArbitrary(), given =>
        {
            var judged = Judge([.. given.Select((x, i) => Given.Line(x.Prescribed, x.Dispensed, i + 1))]);
            var c = judged.Counts;
            var why = c[Counter.StockOut] + c[Counter.InsufficientStock] + c[Counter.Other]
                + c[Counter.Unstated] + c[Counter.ClinicalDecision] + c[Counter.PatientDeclined];
            return c[Counter.Counted] + c[Counter.NoPrescribedLine] == 1 && c[Counter.Counted] == c[Counter.Complete] + why
                && c[Counter.PiecesGiven] <= c[Counter.Pieces]
                    && (c[Counter.Complete] == 1) == (c[Counter.LinesFilled] == c[Counter.Lines] && c[Counter.Lines] > 0);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Expected_days_are_the_open_ones_and_a_version_is_valid_from_its_date()
    {
        var first = new FacilityVersion("HGIMB000011", 1, new(2026, 1, 1), "13", "healthUnit", 1, "U1", true, new(2026, 10, 5), null);
        var places = new FacilityDirectory([first]);
        var october = Period.Parse("2026-10").Value;
        Assert.Equal((1, 27), places.Expected(Family.Prescriptions, Group.Nation, october, new(2026, 12, 31)));
        Assert.Equal((1, 6), places.Expected(Family.Prescriptions, Group.Nation, october, day));
        Assert.Equal((0, 0), places.Expected(Family.Prescriptions, Group.Nation, october, new(2026, 10, 4)));
        Assert.Equal((0, 0), places.Expected(Family.Hospital, Group.Nation, october, day));
        var grown = new FacilityDirectory([first, first with { Version = 2, ValidFrom = new(2026, 10, 21), Kind = "hospital",
            UnitType = "U2" }]);
        Assert.Equal((1, 27), grown.Expected(Family.Prescriptions, new(Dimension.State, "13"), october, new(2026, 12, 31)));
        Assert.Equal((1, 11), grown.Expected(Family.Hospital, Group.Nation, october, new(2026, 12, 31)));
        Assert.Equal((0, 16), grown.Expected(Family.Prescriptions, new(Dimension.UnitType, "U1"), october, new(2026, 12, 31)));
        Assert.Equal((1, 11), grown.Expected(Family.Prescriptions, new(Dimension.UnitType, "U2"), october, new(2026, 12, 31)));
    }

    [Theory]
    [InlineData("2026", "2026-01-01", "2026-12-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2026-10-15", "2026-10-15", "2026-10-15")]
    public void A_period_is_a_day_a_month_or_a_year(string text, string from, string to)
    {
        var period = Period.Parse(text).Value;
        Assert.Equal((from, to, text), (Text(period.From), Text(period.To), period.Text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("2026-13")]
    [InlineData("2026-02-30")]
    [InlineData("2026-Q1")]
    [InlineData("1026")]
    public void No_other_text_is_a_period(string? text) => Assert.Equal("indicators.period", Period.Parse(text).Refusal?.Code);

    private static string Text(DateOnly date) => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static ProductClass ClassOf(string clave) => ProductClasses.Of(Clave.Parse(clave).Value);
}
