using Supply.Contracts.PurchaseOrders;

namespace Supply.Indicators.Domain;

/// <summary>
/// Rule <c>ind-a-1</c> (docs/rules.md): of the orders for a health unit, mobile unit or hospital with a line of medicine or medical
/// supply, by date of issue, those of which every line was received good in full. An order that was cancelled after its
/// approval or closed short stays, as not supplied. Of those that a supplier promised for a date, for a unit or for a warehouse, rule
/// <c>ind-a-otif-2</c> counts those that were supplied by then.
/// </summary>
public static class OrderRule
{
    private const string Supplier = "supplier";

    /// <param name="destination">The version of the destination valid on the date of issue; null while the catalogue has not
    /// told of it.</param>
    /// <param name="classOf">The product class of a clave.</param>
    public static Judgement Judge(SupplyOrderChanged doc, FacilityVersion? destination, Func<string, ProductClass> classOf)
    {
        if (doc.Status == SupplyOrderStatus.Rejected)
            return Left(Judgement.Rejected, Counter.Rejected);
        if (doc.Status == SupplyOrderStatus.Cancelled && doc.ApprovedAt is null)
            return Left(Judgement.CancelledBeforeApproval, Counter.CancelledBeforeApproval);
        var supplied = doc.Status == SupplyOrderStatus.Supplied;
        var promised = doc.SourceKind == Supplier && doc.PromisedOn is not null;
        var onTime = Counts.Of((Counter.Promised, promised ? 1 : 0),
            (Counter.OnTimeInFull, promised && supplied && doc.SuppliedOn <= doc.PromisedOn ? 1 : 0));
        (Group, Counts)[] ofSupplier = promised ? [(new Group(Dimension.Supplier, doc.SourceId), onTime)] : [];
        if (doc.Replenishes || destination is { IsWarehouse: true })
            return new(Judgement.Replenishment, onTime.Plus(Counts.Of((Counter.Documents, 1), (Counter.Replenishment, 1),
                (Counter.ReplenishmentSupplied, supplied ? 1 : 0)))) { Parts = PartCounts.Sum(ofSupplier) };
        if (destination is not { IsUnit: true })
            return Left(Judgement.Unverified, Counter.Unverified);
        var lines = doc.Lines.Where(x => classOf(x.Clave) is ProductClass.Medicine or ProductClass.MedicalSupply).ToList();
        if (lines.Count == 0)
            return Left(Judgement.NotMedicineOrSupply, Counter.NotMedicineOrSupply);
        return new(supplied ? Judgement.Complete : Judgement.Incomplete, onTime.Plus(Counts.Of(
        [
            (Counter.Documents, 1), (Counter.Counted, 1), (Counter.Complete, supplied ? 1 : 0),
            (Counter.Emergency, doc.Emergency ? 1 : 0), (Counter.EmergencySupplied, doc.Emergency && supplied ? 1 : 0),
            .. lines.SelectMany(Line),
        ])))
        {
            Parts = PartCounts.Sum([.. lines.Select(x => (new Group(Dimension.Clave, x.Clave), Counts.Of(Line(x)))), .. ofSupplier]),
        };
    }

    private static (Counter, long)[] Line(SupplyOrderLine x) =>
    [
        (Counter.Lines, 1), (Counter.LinesFilled, x.Good >= x.Ordered ? 1 : 0),
        (Counter.Pieces, x.Ordered), (Counter.PiecesGiven, Math.Min(x.Ordered, x.Good)),
    ];

    private static Judgement Left(string outcome, Counter reason) => new(outcome, Counts.Of((Counter.Documents, 1), (reason, 1)));
}
