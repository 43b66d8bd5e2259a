using Supply.Indicators.Domain;

namespace Supply.Indicators.Features.Figures;

/// <summary>How many documents a side of a figure has, as far as the figure itself says it.</summary>
internal static class DocumentTotal
{
    /// <summary>Of so many documents at most the list is read to count them.</summary>
    public const long MostRead = 10_000;

    /// <returns>Null: the figure's numbers are lines, pieces, claves or days, or it does not tell the reasons.</returns>
    public static long? Of(Indicator indicator, FigureView figure, string side, string? reason) => (side, reason) switch
    {
        ("excluded", _) when indicator.ByMonth => null,
        ("excluded", null) => figure.Excluded.Sum(x => x.Count),
        ("excluded", _) => Count(figure.Excluded, reason),
        _ when !CountsDocuments(indicator) || figure.Level.Rule().WholeNationOnly => null,
        ("numerator", _) => figure.Numerator,
        ("incomplete", null) => figure.Denominator - figure.Numerator,
        ("incomplete", _) => figure.Incomplete is { } why ? Count(why, reason) : null,
        _ => figure.Denominator,
    };

    private static bool CountsDocuments(Indicator x) => !x.ByMonth && x.Denominator is not (Counter.Lines or Counter.Pieces);

    private static long Count(IEnumerable<Excluded> all, string reason) => all.Where(x => x.Reason == reason).Sum(x => x.Count);
}
