namespace Supply.Indicators.Domain;

/// <summary>
/// Rules <c>stock-availability-1</c>, <c>stock-out-rate-1</c> and <c>stock-out-days-1</c> (docs/rules.md): of the claves that a facility
/// keeps, by month, those with usable pieces at the end of its last day, those without any at the end of some day, and the days without.
/// </summary>
public static class StockRule
{
    /// <param name="formulary">Claves that the facility may ask for; null: its type has no formulary.</param>
    /// <returns>The content of a statement: claves in order, so that the same facts make the same.</returns>
    public static (IReadOnlyList<string> Stocked, IReadOnlyList<StockLine> Lines, int Unknown) State(IReadOnlyCollection<KnownStock> known,
        IReadOnlySet<string>? formulary, Month month, DateOnly through)
    {
        var days = DaysOf(month, through);
        List<StockLine> lines = [];
        foreach (var stock in known.OrderBy(x => x.Clave, StringComparer.Ordinal))
            if (stock.In(month, through) is { } line && (formulary?.Contains(line.Clave) ?? !stock.IsGivenUp(month, line)))
                lines.Add(line);
        var stocked = lines.Where(x => x.Days == days && x.Empty == 0).Select(x => x.Clave).ToList();
        return (stocked, [.. lines.Where(x => x.Days < days || x.Empty > 0)], formulary is null ? 0 : formulary.Count - lines.Count);
    }

    /// <summary>Days of the month up to the day.</summary>
    public static int DaysOf(Month month, DateOnly through) =>
        Math.Max(0, month.LastUpTo(through).DayNumber - month.First.DayNumber + 1);

    /// <param name="at">The facility on the month's first day; null while the catalogue has not told of it.</param>
    public static Judgement Judge(StockMonthStated doc, FacilityVersion? at)
    {
        if (at is null)
            return Left(Judgement.Unverified, Counter.Unverified);
        if (!at.IsUnit)
            return Left(Judgement.NoUnit, Counter.NoUnit);
        if (at.ClosesOn < doc.LocalDate || at.OpensOn > doc.Through)
            return Left(Judgement.Closed, Counter.Closed);
        List<(string Clave, Counts Counts)> claves =
        [
            .. doc.Stocked.Select(x => (x, Of(new(x, doc.Days, 0, EmptyAtEnd: false)))),
            .. doc.Lines.Select(x => (x.Clave, Of(x))),
        ];
        var all = Counts.Sum([Counts.Of((Counter.Documents, 1), (Counter.StockUnknown, doc.Unknown)), .. claves.Select(x => x.Counts)]);
        return new(all[Counter.StockOutDays] == 0 ? Judgement.Complete : Judgement.Incomplete, all)
        {
            Parts = PartCounts.Sum(claves.Select(x => (new Group(Dimension.Clave, x.Clave), x.Counts))),
        };
    }

    private static Counts Of(StockLine x) => Counts.Of((Counter.StockPairs, 1), (Counter.StockedAtEnd, x.EmptyAtEnd ? 0 : 1),
        (Counter.StockedOut, x.Empty > 0 ? 1 : 0), (Counter.StockDays, x.Days), (Counter.StockOutDays, x.Empty));

    private static Judgement Left(string outcome, Counter reason) => new(outcome, Counts.Of((Counter.Documents, 1), (reason, 1)));
}
