namespace Supply.Inventory.Domain;

/// <summary>What of a shipment is still on its way, one lot a line.</summary>
public sealed record OnItsWay(int Line, string Clave, string Lot, DateOnly ExpiresOn, string FundingSource, int InTransit);

public static class Arrivals
{
    /// <summary>
    /// Good + damaged of the report = what the lines get, and shipped + surplus = good + damaged + in transit + resolved
    /// holds before and after. Refuses a surplus, or a lot that is not in the shipment, without a reason
    /// (<c>inventory.surplus-without-reason</c>, <c>inventory.not-in-shipment</c>), a lot without number and expiry
    /// (<c>inventory.lot-needed</c>), and more missing than is on its way (<c>inventory.missing-beyond-transit</c>).
    /// </summary>
    public static Outcome<IReadOnlyList<Arrived>> Spread(IReadOnlyList<OnItsWay> shipment, IReadOnlyList<Reported> reports)
    {
        var left = shipment.ToDictionary(x => x.Line, x => x.InTransit);
        var arrivals = new List<Arrived>();
        for (var i = 0; i < reports.Count; i++)
        {
            var report = reports[i];
            var lines = shipment
                .Where(report.IsOf)
                .OrderBy(x => x.ExpiresOn)
                .ThenBy(x => x.Lot, StringComparer.Ordinal)
                .ThenBy(x => x.Line)
                .ToList();
            if (Check(report, shipment, lines.Count > 0, lines.Sum(x => (long)left[x.Line]), $"lines[{i}]") is { } why)
                return why;
            if (lines.Count == 0)
                arrivals.Add(new(
                    i, null, report.Clave, report.Lot!, report.ExpiresOn!.Value, FundingSourceOf(report, shipment), report.Good,
                    report.Damaged, checked(report.Good + report.Damaged)));
            else
                arrivals.AddRange(Spread(i, report, lines, left));
        }
        return arrivals;
    }

    /// <summary>
    /// A lot that was not in the shipment was paid for as its namesake was, or as all of the clave were; else nobody knows.
    /// </summary>
    private static string FundingSourceOf(Reported report, IReadOnlyList<OnItsWay> shipment)
    {
        var ofClave = shipment.Where(x => x.Clave == report.Clave).ToList();
        var likely = ofClave.Any(x => x.Lot == report.Lot) ? ofClave.Where(x => x.Lot == report.Lot) : ofClave;
        var sources = likely.Select(x => x.FundingSource).Distinct().ToList();
        return sources.Count == 1 ? sources[0] : "";
    }

    private static Refusal? Check(Reported report, IReadOnlyList<OnItsWay> shipment, bool known, long onItsWay, string field)
    {
        var arrived = (long)report.Good + report.Damaged;
        if (arrived + report.Missing == 0)
            return Refusals.NothingReceived(field);
        if (arrived > int.MaxValue)
            return Refusals.TooManyPieces($"{field}.good");
        if (report.Missing > Math.Max(0, onItsWay - arrived))
            return Refusals.MissingBeyondTransit(report.Clave, Math.Max(0, onItsWay - arrived), $"{field}.missing");
        if (!known && report.Reason is null)
            return NotInShipment(report, shipment, $"{field}.lot");
        if (!known && (report.Lot is null || report.ExpiresOn is null))
            return Refusals.LotNeeded($"{field}.lot");
        if (arrived > onItsWay && report.Reason is null)
            return Refusals.SurplusWithoutReason(report.Clave, onItsWay, arrived, $"{field}.reason");
        return null;
    }

    private static Refusal NotInShipment(Reported report, IReadOnlyList<OnItsWay> shipment, string field) =>
        report.ExpiresOn is { } stated && shipment.FirstOrDefault(x => x.Clave == report.Clave && x.Lot == report.Lot) is { } sent
            ? Refusals.OtherExpiry(sent, stated, field)
            : Refusals.NotInShipment(report.Clave, report.Lot, field);

    private static List<Arrived> Spread(int index, Reported report, List<OnItsWay> lines, Dictionary<int, int> left)
    {
        var (good, damaged) = (report.Good, report.Damaged);
        var arrivals = new List<Arrived>();
        foreach (var line in lines)
        {
            var last = line == lines[^1]; // takes the surplus
            var (before, g) = (left[line.Line], last ? good : Math.Min(good, left[line.Line]));
            var d = last ? damaged : Math.Min(damaged, before - g);
            (good, damaged) = (good - g, damaged - d);
            left[line.Line] = Math.Max(0, before - g - d);
            if (g + d > 0)
                arrivals.Add(
                    new(index, line.Line, line.Clave, line.Lot, line.ExpiresOn, line.FundingSource, g, d, Math.Max(0, g + d - before)));
        }
        return arrivals;
    }
}
