using Supply.Contracts.PurchaseOrders;

namespace Supply.Indicators.Domain;

/// <summary>
/// Rule <c>ind-a-1</c> (docs/rules.md): of the orders for a health unit, mobile unit or hospital with a line of medicine or medical
/// supply, by date of issue, those of which every line was received good in full. An order that was cancelled after its
/// approval or closed short stays, as not supplied.
/// </summary>
public static class OrderRule
{
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
        if (doc.Replenishes || destination is { IsWarehouse: true })
            return new(Judgement.Replenishment, Counts.Of((Counter.Documents, 1), (Counter.Replenishment, 1),
                (Counter.ReplenishmentSupplied, supplied ? 1 : 0)));
        if (destination is not { IsUnit: true })
            return Left(Judgement.Unverified, Counter.Unverified);
        var lines = doc.Lines.Where(x => classOf(x.Clave) is ProductClass.Medicine or ProductClass.MedicalSupply).ToList();
        if (lines.Count == 0)
            return Left(Judgement.NotMedicineOrSupply, Counter.NotMedicineOrSupply);
        return new(supplied ? Judgement.Complete : Judgement.Incomplete, Counts.Of(
            (Counter.Documents, 1), (Counter.Counted, 1), (Counter.Complete, supplied ? 1 : 0),
            (Counter.Emergency, doc.Emergency ? 1 : 0), (Counter.EmergencySupplied, doc.Emergency && supplied ? 1 : 0),
            (Counter.Lines, lines.Count), (Counter.LinesFilled, lines.Count(x => x.Good >= x.Ordered)),
            (Counter.Pieces, lines.Sum(x => (long)x.Ordered)), (Counter.PiecesGiven, lines.Sum(x => (long)Math.Min(x.Ordered, x.Good)))));
    }

    private static Judgement Left(string outcome, Counter reason) => new(outcome, Counts.Of((Counter.Documents, 1), (reason, 1)));
}
