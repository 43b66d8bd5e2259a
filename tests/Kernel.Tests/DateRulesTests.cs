namespace Supply.Kernel.Tests;

/// <summary>Each rule at its first day, its last day and one beyond on either side, and at years that nobody means.</summary>
public sealed class DateRulesTests
{
    private const string Zone = "America/Mexico_City"; // UTC-6
    private static readonly DateTimeOffset now = new(2026, 11, 26, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly today = new(2026, 11, 26);

    public static TheoryData<string> MistypedYears => ["0001-01-01", "0206-11-20", "9999-12-31"];

    [Fact]
    public void An_event_is_from_400_days_back_to_24_hours_ahead()
    {
        Assert.Null(DateRules.Moment(now.AddDays(-400), now, "x"));
        Assert.Null(DateRules.Moment(now.AddHours(24), now, "x"));
        Assert.Equal("date.too-old", DateRules.Moment(now.AddDays(-400).AddTicks(-1), now, "x")!.Code);
        Assert.Equal("date.in-future", DateRules.Moment(now.AddHours(24).AddTicks(1), now, "x")!.Code);
        Assert.Equal(("a", "x"), Of(DateRules.Moment(DateTimeOffset.MaxValue, now, "x", "a", "b")));
        Assert.Equal(("b", "x"), Of(DateRules.Moment(DateTimeOffset.MinValue, now, "x", "a", "b")));
    }

    [Fact]
    public void Goods_move_from_400_days_back_to_now_and_what_clocks_differ_by()
    {
        var late = new DateTimeOffset(2026, 11, 26, 5, 57, 0, TimeSpan.Zero); // three minutes before midnight
        Assert.Null(DateRules.GoodsMoved(late.AddMinutes(5), late, "x"));
        Assert.Equal("date.in-future", DateRules.GoodsMoved(late.AddMinutes(5).AddTicks(1), late, "x")!.Code);
        Assert.Equal("date.too-old", DateRules.GoodsMoved(late.AddDays(-400).AddTicks(-1), late, "x")!.Code);
        Assert.Null(DateRules.GoodsMovedOn(new(2026, 11, 26), late, Zone, "x"));
        Assert.Equal("date.in-future", DateRules.GoodsMovedOn(new(2026, 11, 26), late.AddMinutes(-3), Zone, "x")!.Code);
        Assert.Equal("date.in-future", DateRules.GoodsMovedOn(new(2026, 11, 27), late, Zone, "x")!.Code);
    }

    [Fact]
    public void A_quantity_with_a_sign_is_within_32_bits_and_not_0()
    {
        Assert.Equal((-int.MaxValue, int.MaxValue), (Pieces.Signed(-int.MaxValue, "x").Value, Pieces.Signed(int.MaxValue, "x").Value));
        foreach (var quantity in (long[])[long.MinValue, int.MinValue, (long)int.MaxValue + 1, long.MaxValue])
            Assert.Equal("pieces.too-many", Pieces.Signed(quantity, "x").Refusal!.Code);
        Assert.Equal("pieces.not-positive", Pieces.Signed(0, "x").Refusal!.Code);
        Assert.Equal("pieces.missing", Pieces.Signed(null, "x").Refusal!.Code);
    }

    [Fact]
    public void A_report_is_of_those_days_on_the_calendar_of_its_place()
    {
        var early = new DateTimeOffset(2026, 11, 26, 3, 0, 0, TimeSpan.Zero); // still the 25th in Mexico
        Assert.Null(DateRules.LocalDate(new(2026, 11, 26), early, Zone, "x"));
        Assert.Equal("date.in-future", DateRules.LocalDate(new(2026, 11, 27), early, Zone, "x")!.Code);
        var first = new DateOnly(2026, 11, 25).AddDays(-400);
        Assert.Null(DateRules.LocalDate(first, early, Zone, "x"));
        Assert.Equal("date.too-old", DateRules.LocalDate(first.AddDays(-1), early, Zone, "x")!.Code);
    }

    [Fact]
    public void A_prescription_is_not_dated_after_it_is_presented_nor_400_days_before()
    {
        Assert.Null(DateRules.Prescribed(today, today, "x"));
        Assert.Null(DateRules.Prescribed(today.AddDays(-400), today, "x"));
        Assert.Equal("date.prescribed-after-presentation", DateRules.Prescribed(today.AddDays(1), today, "x")!.Code);
        Assert.Equal("date.prescribed-too-old", DateRules.Prescribed(today.AddDays(-401), today, "x")!.Code);
        Assert.Equal("date.prescribed-after-presentation", DateRules.Prescribed(new(2062, 11, 20), today, "x")!.Code);
        Assert.Equal("date.prescribed-too-old", DateRules.Prescribed(DateOnly.MinValue, DateOnly.MaxValue, "x")!.Code);
    }

    [Fact]
    public void An_order_is_promised_within_three_years_of_its_issue()
    {
        Assert.Null(DateRules.Promised(today.AddDays(-400), today, "x"));
        Assert.Null(DateRules.Promised(today.AddDays(1098), today, "x"));
        Assert.Equal("date.promised-too-early", DateRules.Promised(today.AddDays(-401), today, "x")!.Code);
        Assert.Equal("date.promised-too-late", DateRules.Promised(today.AddDays(1099), today, "x")!.Code);
    }

    [Fact]
    public void An_expiry_is_from_5_years_back_to_30_years_ahead()
    {
        Assert.Null(DateRules.Expiry(new(2021, 11, 26), today, "x"));
        Assert.Null(DateRules.Expiry(new(2056, 11, 26), today, "x"));
        Assert.Equal("date.expiry", DateRules.Expiry(new(2021, 11, 25), today, "x")!.Code);
        Assert.Equal("date.expiry", DateRules.Expiry(new(2056, 11, 27), today, "x")!.Code);
        Assert.Null(DateRules.Expiry(DateOnly.MaxValue, DateOnly.MaxValue, "x")); // no overflow at the ends of the calendar
        Assert.Null(DateRules.Expiry(DateOnly.MinValue, DateOnly.MinValue, "x"));
    }

    [Fact]
    public void Plans_reach_from_2000_to_ten_years_ahead()
    {
        Assert.Null(DateRules.Award(new(2000, 1, 1), today, "x"));
        Assert.Null(DateRules.Award(new(2036, 11, 26), today, "x"));
        Assert.Equal("date.award", DateRules.Award(new(1999, 12, 31), today, "x")!.Code);
        Assert.Equal("date.award", DateRules.Award(new(2036, 11, 27), today, "x")!.Code);
        Assert.Null(DateRules.PlannedMonth(new(2000, 1), today, "x"));
        Assert.Null(DateRules.PlannedMonth(new(2036, 11), today, "x"));
        Assert.Equal("date.month", DateRules.PlannedMonth(new(1999, 12), today, "x")!.Code);
        Assert.Equal("date.month", DateRules.PlannedMonth(new(2036, 12), today, "x")!.Code);
    }

    [Fact]
    public void A_facility_has_existed_for_centuries_and_its_versions_since_1900()
    {
        Assert.Null(DateRules.Opening(new(1524, 1, 1), today, "x"));
        Assert.Equal("facility.date", DateRules.Opening(new(1499, 12, 31), today, "x")!.Code);
        Assert.Null(DateRules.Validity(new(1900, 1, 1), today, "x"));
        Assert.Equal("facility.date", DateRules.Validity(new(1899, 12, 31), today, "x")!.Code);
        Assert.All([DateRules.Opening(new(2036, 11, 26), today, "x"), DateRules.Validity(new(2036, 11, 26), today, "x")], Assert.Null);
        Assert.All([DateRules.Opening(new(2036, 11, 27), today, "x"), DateRules.Validity(new(2036, 11, 27), today, "x")], Assert.NotNull);
    }

    [Fact]
    public void A_query_names_its_ends_in_order()
    {
        Assert.Null(DateRules.Range(null, null));
        Assert.Null(DateRules.Range(today, today));
        Assert.Null(DateRules.Range(new(1500, 1, 1), new(2200, 12, 31)));
        Assert.Equal(("request.from-after-to", "to"), Of(DateRules.Range(today.AddDays(1), today)));
        Assert.Equal(("request.date", "from"), Of(DateRules.Range(new(1499, 12, 31), null)));
        Assert.Equal(("request.date", "to"), Of(DateRules.Range(null, new(2201, 1, 1))));
    }

    [Fact]
    public void A_fact_is_possible_from_2000_to_400_days_ahead()
    {
        Assert.True(DateRules.IsPossible(new DateOnly(2000, 1, 1), now));
        Assert.True(DateRules.IsPossible(today.AddDays(400), now));
        Assert.False(DateRules.IsPossible(new DateOnly(1999, 12, 31), now));
        Assert.False(DateRules.IsPossible(today.AddDays(401), now));
        Assert.True(DateRules.IsPossible(now, now));
        Assert.False(DateRules.IsPossible(DateTimeOffset.MaxValue, now));
        Assert.False(DateRules.IsPossible(DateTimeOffset.MinValue, now));
    }

    [Theory]
    [MemberData(nameof(MistypedYears))]
    public void A_mistyped_year_is_refused_by_every_rule_in_words(string text)
    {
        var (date, moment) = (DateOnly.Parse(text, null), DateTimeOffset.Parse(text + "T00:00:00Z", null));
        Refusal?[] refusals =
        [
            DateRules.Moment(moment, now, "x"), DateRules.LocalDate(date, now, Zone, "x"), DateRules.Prescribed(date, today, "x"),
            DateRules.Promised(date, today, "x"), DateRules.Award(date, today, "x"), DateRules.Expiry(date, today, "x"),
            DateRules.Opening(date, today, "x"), DateRules.Validity(date, today, "x"), DateRules.Queried(date, "x"),
            DateRules.PlannedMonth(Month.Of(date), today, "x"),
        ];
        Assert.All(refusals, x => Assert.False(string.IsNullOrEmpty(x!.Detail)));
        Assert.False(DateRules.IsPossible(date, now));
    }

    private static (string Code, string? Field) Of(Refusal? why) => (why!.Code, why.Field);
}
