using System.Globalization;

namespace Supply.Inventory.Domain;

/// <summary>What a facility has of a clave at a moment, and what of it may not leave in a shipment.</summary>
/// <param name="OnHand">Pieces by holding.</param>
/// <param name="Reserved">Pieces that held shipments have set aside.</param>
/// <param name="RecalledLots">Lots that may not be used although their pieces are not in quarantine yet.</param>
/// <param name="Fence">Funding sources that leave only when they are named.</param>
public sealed record PickableStock(
    IReadOnlyDictionary<Holding, long> OnHand, IReadOnlyDictionary<Holding, long> Reserved, IReadOnlySet<string> RecalledLots,
    RingFence Fence)
{
    /// <summary>Pieces that are promised to nobody, of lots that are not recalled; the picks of one request are taken from it.</summary>
    public Dictionary<Holding, long> Free() => OnHand
        .Where(x => !RecalledLots.Contains(x.Key.Lot))
        .ToDictionary(x => x.Key, x => x.Value - Reserved.GetValueOrDefault(x.Key));

    /// <summary>
    /// For the person who asked for more than can leave: how many there are, how many can leave, and why the others cannot.
    /// </summary>
    public string Explain(string clave, long asked, long available, string? fundingSource, DateOnly on)
    {
        var reasons = OnHand.Where(x => x.Value > 0).SelectMany(x => Reasons(x.Key, x.Value, fundingSource, on))
            .GroupBy(x => x.Why, x => x.Pieces, StringComparer.Ordinal)
            .Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Sum()} {x.Key}")).ToList();
        var total = OnHand.Values.Sum();
        return string.Create(
            CultureInfo.InvariantCulture, $"De {clave} hay {total} piezas y se piden {asked}; {available} se pueden enviar")
            + (reasons.Count == 0 ? "." : $": {string.Join(", ", reasons)}.");
    }

    private IEnumerable<(string Why, long Pieces)> Reasons(Holding holding, long pieces, string? fundingSource, DateOnly on)
    {
        var why = holding.Condition == StockCondition.Damaged ? "están dañadas"
            : holding.Condition == StockCondition.Quarantine ? "están en cuarentena"
            : RecalledLots.Contains(holding.Lot) ? "son de un lote retirado"
            : Holding.IsExpired(holding.ExpiresOn, on) ? "caducaron"
            : holding.Location != Holding.Main ? "están fuera del almacén"
            : (fundingSource is null ? Fence.Holds(holding) : !Fence.AreSame(holding.FundingSource, fundingSource))
                ? "son de otra fuente de financiamiento"
            : null;
        if (why is not null)
            yield return (why, pieces);
        else if (Reserved.GetValueOrDefault(holding) is > 0 and var reserved)
            yield return ("están apartadas para otro envío", Math.Min(reserved, pieces));
    }
}
