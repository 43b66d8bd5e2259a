namespace Supply.EndToEnd;

/// <summary>Pieces that a shipment took of one lot.</summary>
public sealed record PickedLot(string Clave, string Lot, int Quantity)
{
    /// <summary>What the receiver found, lot by lot: damaged first, then missing, a surplus on the clave's last lot.</summary>
    public static IEnumerable<(string Clave, string Lot, int Good, int Damaged, int Missing)> Receive(
        IReadOnlyList<PickedLot> picks, IReadOnlyList<Received> lines)
    {
        foreach (var line in lines)
        {
            var (damagedLeft, missingLeft, goodLeft) = (line.Damaged, line.Missing, line.Good);
            var ofClave = picks.Where(x => x.Clave == line.Clave).OrderBy(x => x.Lot, StringComparer.Ordinal).ToList();
            foreach (var pick in ofClave)
            {
                var damaged = Math.Min(damagedLeft, pick.Quantity);
                var missing = Math.Min(missingLeft, pick.Quantity - damaged);
                var good = pick == ofClave[^1] ? goodLeft : pick.Quantity - damaged - missing;
                (damagedLeft, missingLeft, goodLeft) = (damagedLeft - damaged, missingLeft - missing, goodLeft - good);
                yield return (line.Clave, pick.Lot, good, damaged, missing);
            }
        }
    }
}
