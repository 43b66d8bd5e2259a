using FsCheck;
using FsCheck.Fluent;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Tests.Domain;

/// <summary>
/// Who knows the rule and sees everything that is shown still does not know what is hidden: for every hidden cell there is another table,
/// with another number in it, that would be shown in the same way.
/// </summary>
public sealed class SuppressionTests
{
    [Fact]
    public void No_hidden_cell_can_be_computed_from_what_is_shown() => Prop.ForAll(Tables(), table =>
    {
        var shown = Show(table);
        return table.Where(x => Rule(table).Hides(x.Code)).All(x => Others(table, x).Any(other => Show(other).SequenceEqual(shown)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_small_is_hidden_and_what_has_nothing_small_is_shown() => Prop.ForAll(Tables(), table =>
    {
        var rule = Rule(table);
        var small = table.Where(x => x.Prescriptions is > 0 and < 10).ToList();
        return small.TrueForAll(x => rule.Hides(x.Code)) && (small.Count > 0 || !table.Exists(x => rule.Hides(x.Code)))
            && (small.Count == 0 || rule.HidesTotal || table.Count(x => rule.Hides(x.Code)) >= 2);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_small_state_takes_the_next_one_with_it_and_the_total_stays()
    {
        var rule = Rule([Cell("01", 500, 400), Cell("02", 0, 0), Cell("06", 5, 5), Cell("07", 0, 0), Cell("13", 300, 100)]);
        Assert.Equal((true, true, false, false), (rule.Hides("06"), rule.Hides("13"), rule.Hides("01"), rule.HidesTotal));
    }

    [Fact]
    public void Where_no_other_state_has_any_the_total_is_hidden()
    {
        var rule = Rule([Cell("01", 0, 0), Cell("06", 5, 5)]);
        Assert.True(rule.Hides("06") && rule.HidesTotal);
        rule = Rule([Cell("01", 6, 0), Cell("06", 6, 6), Cell("07", 0, 0)]); // together 12, each below 10
        Assert.True(rule.Hides("01") && rule.Hides("06") && rule.HidesTotal);
        rule = Rule([Cell("01", 100, 100), Cell("06", 5, 5)]); // the rate of the total would be that of each
        Assert.True(rule.Hides("06") && rule.Hides("01") && rule.HidesTotal);
        rule = Rule([Cell("01", 12, 6), Cell("06", 5, 2)]); // 17 in two cells would be few enough to guess
        Assert.True(rule.Hides("06") && rule.Hides("01") && rule.HidesTotal);
    }

    private static Cell Cell(string code, long prescriptions, long complete) => new(code, prescriptions, complete, prescriptions);

    private static Suppression Rule(IEnumerable<Cell> table) => Suppression.Of(new("MX", table.Sum(x => x.Prescriptions),
        table.Sum(x => x.Numerator), table.Sum(x => x.Denominator)), table);

    // The total, and every state's numbers or that they are hidden.
    private static List<(string Code, bool IsHidden, long Denominator, long Numerator)> Show(List<Cell> table)
    {
        var rule = Rule(table);
        var total = rule.HidesTotal ? ("MX", true, 0, 0)
            : ("MX", false, table.Sum(x => x.Denominator), table.Sum(x => x.Numerator));
        return [total, .. table.Select(x => rule.Hides(x.Code) ? (x.Code, true, 0, 0) : (x.Code, false, x.Denominator, x.Numerator))];
    }

    // Some prescriptions more or fewer in the cell, made up for in another, and completed ones moved so that all stays possible.
    private static IEnumerable<List<Cell>> Others(List<Cell> table, Cell cell)
    {
        var hidesTotal = Rule(table).HidesTotal;
        foreach (var more in (long[])[1, -1, 2, -2, 3, -3, 4, -4])
            foreach (var complete in (long[])[0, more, Math.Sign(more)])
            {
                var changed = Changed(cell, more, complete);
                if (hidesTotal && IsPossible(changed))
                    yield return table.ConvertAll(x => x.Code == cell.Code ? changed : x);
                foreach (var other in table.Where(x => x.Code != cell.Code && x.Prescriptions > 0))
                    if (Changed(other, -more, -complete) is var less && IsPossible(changed) && IsPossible(less))
                        yield return table.ConvertAll(x => x.Code == cell.Code ? changed : x.Code == other.Code ? less : x);
            }
    }

    private static Cell Changed(Cell x, long more, long complete) => Cell(x.Code, x.Prescriptions + more, x.Numerator + complete);

    private static bool IsPossible(Cell x) => x.Prescriptions > 0 && x.Numerator >= 0 && x.Numerator <= x.Prescriptions;

    // Few states and small numbers, so that every corner comes; rates of nothing and of everything too.
    private static Arbitrary<List<Cell>> Tables() => (
        from size in Gen.Choose(1, 8)
        from rate in Gen.Elements(0, 50, 100, -1)
        from cells in Gen.Choose(0, 5).SelectMany(kind => kind switch
        {
            0 => Gen.Constant(0),
            1 or 2 => Gen.Choose(1, 9),
            3 => Gen.Choose(10, 12),
            4 => Gen.Choose(10, 40),
            _ => Gen.Choose(40, 5_000),
        }).SelectMany(count => Gen.Choose(0, 100).Select(share => (count, share))).ListOf(size)
        select cells.Select((x, i) => Cell($"{i + 1:00}", x.count, x.count * (rate < 0 ? x.share : rate) / 100)).ToList()).ToArbitrary();
}
