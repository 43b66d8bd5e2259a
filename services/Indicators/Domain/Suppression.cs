namespace Supply.Indicators.Domain;

/// <summary>
/// Which cells of a table by state are not shown, so that none with fewer than <see cref="Least"/> prescriptions can be read or computed
/// from the total and the others (docs/rules.md). Beside the small cells at least one more is hidden: the next by code, whatever it holds,
/// and more until what is hidden together leaves every small cell all its values. Where no others are left the total is hidden too. It is
/// decided by the sum of what is hidden, which everybody can compute: that it was enough tells nothing of a cell.
/// </summary>
public sealed class Suppression
{
    public const int Least = 10;

    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);

    private Suppression()
    {
    }

    public bool HidesTotal { get; private set; }

    public bool Hides(string code) => hidden.Contains(code);

    /// <param name="total">The sum of <paramref name="cells"/>.</param>
    public static Suppression Of(Cell total, IEnumerable<Cell> cells)
    {
        var all = cells.Where(x => x.Prescriptions > 0).OrderBy(x => x.Code, StringComparer.Ordinal).ToList();
        var small = all.FindAll(x => x.IsSmall);
        var result = new Suppression { HidesTotal = total.IsSmall };
        result.hidden.UnionWith(small.Select(x => x.Code));
        if (small.Count == 0 || total.IsSmall)
            return result;
        var first = all.FindIndex(x => x.IsSmall);
        List<Cell> together = [.. small];
        foreach (var next in all.Skip(first).Concat(all.Take(first)).Where(x => !x.IsSmall))
        {
            together.Add(next);
            if (!KeepsSecret(together, small.Count))
                continue;
            result.hidden.UnionWith(together.Select(x => x.Code));
            return result;
        }
        result.HidesTotal = true;
        result.hidden.UnionWith(all.Select(x => x.Code));
        return result;
    }

    // The sum of what is hidden is known. A small cell may be 1 to 9 of it only if the others can make up for it, and its rate
    // is known where all of the sum is in the numerator or nothing.
    private static bool KeepsSecret(List<Cell> together, int small)
    {
        var least = small + ((together.Count - small) * (long)Least);
        var (numerator, denominator) = (together.Sum(x => x.Numerator), together.Sum(x => x.Denominator));
        return together.Sum(x => x.Prescriptions) - least >= Least - 2 && numerator > 0 && numerator < denominator;
    }
}
