using Supply.Indicators.Domain;

namespace Supply.Indicators.Tests.Domain;

public sealed class StockRuleTests
{
    private const string Clave = "010.000.0104.00";

    private static readonly Month october = new(2026, 10);
    private static readonly DateOnly today = new(2026, 10, 14);

    private static readonly FacilityVersion unit = new("HGIMB000011", 1, new(2026, 1, 1), "13", "healthUnit", 1, null, null, null, null);

    private static KnownStock Known(DateOnly from, DateOnly? emptyFrom = null, params (string Month, int[] Days, bool Closed)[] told) =>
        new(Clave, from, emptyFrom, told.ToDictionary(x => Month.Parse(x.Month).Value,
            x => new ToldStockOut(x.Days.Aggregate(0, (sum, day) => sum | 1 << (day - 1)), x.Closed)));

    private static StockMonthStated Stated(params StockLine[] lines) =>
        new("HGIMB000011", "2026-10", 1, default, default, october.First, today, 14, [], lines, 0);

    [Fact]
    public void Days_count_from_the_first_receipt_or_count_to_the_last_that_has_ended()
    {
        Assert.Equal(new StockLine(Clave, 14, 0, false), Known(new(2026, 8, 3)).In(october, today));
        Assert.Equal(new StockLine(Clave, 31, 0, false), Known(new(2026, 8, 3)).In(october, new(2026, 12, 1)));
        Assert.Equal(new StockLine(Clave, 5, 0, false), Known(new(2026, 10, 10)).In(october, today));
        Assert.Null(Known(new(2026, 10, 15)).In(october, today));
        Assert.Null(Known(new(2026, 8, 3)).In(october, new(2026, 9, 30)));
    }

    [Fact]
    public void Days_that_were_told_are_empty_and_what_was_known_before_them_is_not() =>
        Assert.Equal(new StockLine(Clave, 12, 2, false),
            Known(new(2026, 10, 3), null, ("2026-10", [1, 5, 6], false)).In(october, today));

    [Fact]
    public void Until_something_comes_in_a_pair_that_has_run_out_stays_empty_although_nothing_is_told()
    {
        Assert.Equal(new StockLine(Clave, 14, 10, true), Known(new(2026, 8, 3), new(2026, 10, 5), ("2026-10", [5], false))
            .In(october, today));
        Assert.Equal(new StockLine(Clave, 14, 14, true), Known(new(2026, 8, 3), new(2026, 9, 20),
            ("2026-09", [.. Enumerable.Range(20, 11)], true)).In(october, today));
        // It ran out again today, after a day that was told and those that were not.
        Assert.Equal(new StockLine(Clave, 14, 1, false), Known(new(2026, 8, 3), new(2026, 10, 15), ("2026-10", [5], false))
            .In(october, today));
        // It ran out in November: October is as it was told.
        Assert.Equal(new StockLine(Clave, 31, 1, false), Known(new(2026, 8, 3), new(2026, 11, 2), ("2026-10", [5], false))
            .In(october, new(2026, 11, 10)));
    }

    [Fact]
    public void A_clave_that_nobody_has_had_for_more_than_a_year_is_kept_by_a_formulary_alone()
    {
        var told = Enumerable.Range(1, 12).Select(x => october.Add(-x))
            .Select(x => (x.ToString(), Enumerable.Range(1, x.Days).ToArray(), true)).ToArray();
        var gone = Known(new(2020, 1, 1), new(2025, 9, 1), told);
        Assert.True(IsGivenUp(gone));
        Assert.Equal((0, 0), Sizes(StockRule.State([gone], null, october, today)));
        Assert.Equal((0, 1), Sizes(StockRule.State([gone], new HashSet<string> { Clave }, october, today)));
        Assert.False(IsGivenUp(Known(new(2020, 1, 1), new(2025, 9, 1), told[1..])));
        Assert.False(IsGivenUp(Known(new(2020, 1, 1), null, [.. told, ("2026-10", [1, 2], false)])));

        static bool IsGivenUp(KnownStock x) => x.IsGivenUp(october, x.In(october, today)!);

        static (int, int) Sizes((IReadOnlyList<string> Stocked, IReadOnlyList<StockLine> Lines, int Unknown) x) =>
            (x.Stocked.Count, x.Lines.Count);
    }

    [Fact]
    public void A_formulary_leaves_out_what_is_not_in_it_and_says_how_many_were_never_there()
    {
        var (stocked, lines, unknown) = StockRule.State([Known(new(2026, 8, 3)), Known(new(2026, 8, 3)) with { Clave = "010.000.0408.00" }],
            new HashSet<string> { "010.000.0408.00", "060.004.0109.00" }, october, today);
        Assert.Equal(("010.000.0408.00", 0, 1), (Assert.Single(stocked), lines.Count, unknown));
    }

    [Fact]
    public void Pairs_and_days_are_counted_by_clave_and_together()
    {
        var judged = StockRule.Judge(Stated(new StockLine(Clave, 14, 3, true), new StockLine("010.000.0408.00", 5, 0, false))
            with { Stocked = ["060.004.0109.00"], Unknown = 4 }, unit);
        Assert.Equal(("incomplete", 3, 2, 1, 33, 3, 4), (judged.Outcome, judged.Counts[Counter.StockPairs],
            judged.Counts[Counter.StockedAtEnd], judged.Counts[Counter.StockedOut], judged.Counts[Counter.StockDays],
            judged.Counts[Counter.StockOutDays], judged.Counts[Counter.StockUnknown]));
        var part = judged.Parts.Of(new(Dimension.Clave, Clave));
        Assert.Equal((1, 0, 1, 14, 3), (part[Counter.StockPairs], part[Counter.StockedAtEnd], part[Counter.StockedOut],
            part[Counter.StockDays], part[Counter.StockOutDays]));
        Assert.Equal("complete", StockRule.Judge(Stated(), unit).Outcome);
    }

    [Theory]
    [InlineData("stateWarehouse", null, null, "no-unit")]
    [InlineData("healthUnit", "2026-09-30", null, "closed")]
    [InlineData("healthUnit", "2026-10-01", null, "incomplete")]
    [InlineData("healthUnit", null, "2026-10-15", "closed")]
    [InlineData("healthUnit", null, "2026-10-14", "incomplete")]
    public void Warehouses_and_who_was_closed_are_left_out(string kind, string? closes, string? opens, string outcome)
    {
        var judged = StockRule.Judge(Stated(new StockLine(Clave, 14, 3, true)), unit with { Kind = kind, ClosesOn = Date(closes),
            OpensOn = Date(opens) });
        Assert.Equal((outcome, outcome == "incomplete" ? 1 : 0), (judged.Outcome, judged.Counts[Counter.StockPairs]));
        Assert.Equal("unverified", StockRule.Judge(Stated(), null).Outcome);

        static DateOnly? Date(string? text) => text is null ? null
            : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_unit_is_expected_once_a_month()
    {
        var year = Period.Parse("2026").Value;
        Assert.Equal(10, unit.ExpectedDays(Family.Stock, year.From, today));
        Assert.Equal(9, (unit with { OpensOn = new(2026, 1, 2) }).ExpectedDays(Family.Stock, year.From, today));
        Assert.Equal(0, unit.ExpectedDays(Family.Stock, new(2026, 10, 2), new(2026, 10, 31)));
        Assert.Equal((1, 12), new FacilityDirectory([unit, unit with { Version = 2, ValidFrom = new(2026, 5, 9), CareLevel = 2 }])
            .Expected(Family.Stock, Group.Nation, year, year.To));
    }
}
