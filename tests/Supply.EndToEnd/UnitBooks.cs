namespace Supply.EndToEnd;

/// <summary>What the units of a <see cref="Scenario"/> should have, so that what they hand out can be there.</summary>
internal sealed class UnitBooks(Random random)
{
    private readonly Dictionary<(string Place, string Clave), int> book = [];
    private readonly Dictionary<(string Place, string Clave, string Lot), int> lots = [];

    public void Enter(string place, ReceiptLine line)
    {
        Add(place, line.Clave, line.Quantity);
        lots[(place, line.Clave, line.Lot)] = line.Quantity;
    }

    public void Add(string place, string clave, int pieces) =>
        book[(place, clave)] = book.GetValueOrDefault((place, clave)) + pieces;

    /// <summary>
    /// A line of a prescription. At a tracked pair every piece is of a named lot that is there; elsewhere one line in twenty is more than
    /// the book has, and some name the lot of a part.
    /// </summary>
    public PrescriptionLine Give(string place, string clave, int number, int prescribed, int wanted)
    {
        var named = lots.Where(x => x.Key.Place == place && x.Key.Clave == clave && x.Value > 0)
            .OrderBy(x => x.Key.Lot, StringComparer.Ordinal).ToList();
        if (Scenario.IsTracked(place, clave))
        {
            var picks = new List<LotPieces>();
            foreach (var ((_, _, lot), there) in named)
                if (wanted - picks.Sum(x => x.Quantity) is > 0 and var open)
                    picks.Add(new(lot, Math.Min(there, open)));
            foreach (var pick in picks)
                lots[(place, clave, pick.Lot)] -= pick.Quantity;
            return Taken(picks.Sum(x => x.Quantity), picks);
        }
        var left = Math.Max(0, book.GetValueOrDefault((place, clave)));
        var given = random.NextDouble() < 0.05 ? wanted : Math.Min(wanted, left);
        List<LotPieces> some = given > 0 && named.Count > 0 && random.NextDouble() < 0.3
            ? [new(named[^1].Key.Lot, Math.Min(random.Next(1, given + 1), named[^1].Value))]
            : [];
        return Taken(given, some);

        PrescriptionLine Taken(int pieces, IReadOnlyList<LotPieces> from)
        {
            Add(place, clave, -pieces);
            return new(number, clave, prescribed, pieces, from);
        }
    }
}
