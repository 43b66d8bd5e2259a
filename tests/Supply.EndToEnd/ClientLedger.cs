namespace Supply.EndToEnd;

/// <param name="OnHand">Pieces in any condition.</param>
/// <param name="Discrepancy">Pieces handed out that no document accounts for.</param>
public sealed record Holding(long OnHand, long Discrepancy);

/// <summary>What a rate counts. Excluded ones are in neither.</summary>
public sealed record Rate(long Numerator, long Denominator, long Excluded);

/// <summary>
/// The clients' own account of what they did, by the rules of the design and without a line of the system's code:
/// what the system says at the end must be this.
/// </summary>
public sealed class ClientLedger
{
    private readonly IReadOnlyList<Act> acts;
    private readonly IReadOnlyDictionary<Guid, IReadOnlyList<PickedLot>> picks;
    private readonly HashSet<Guid> voided;
    private readonly HashSet<Guid> reversed;
    private readonly HashSet<(string Place, string Clave, string Lot)> withdrawn;
    private readonly Dictionary<string, DateOnly> expiry;
    private readonly List<Flow> flows = [];

    /// <param name="picks">The lots that the warehouse said it picked for each shipment.</param>
    public ClientLedger(IReadOnlyList<Act> acts, IReadOnlyDictionary<Guid, IReadOnlyList<PickedLot>> picks)
    {
        (this.acts, this.picks) = (acts, picks);
        voided = [.. acts.OfType<VoidPrescription>().Select(x => x.Prescription.Id)];
        reversed = [.. acts.OfType<Reversal>().Select(x => x.Document.Id)];
        withdrawn = [.. acts.OfType<Recall>().Where(x => !IsLifted(x))
            .Select(x => (x.Place, Lot: x.LotOf(picks))).Select(x => (x.Place.Code, x.Lot.Clave, x.Lot.Lot))];
        expiry = acts.OfType<Receipt>().SelectMany(x => x.Lines).ToDictionary(x => x.Lot, x => x.ExpiresOn);
        foreach (var act in acts)
            flows.AddRange(FlowsOf(act));
    }

    /// <param name="Pieces">Positive: came in; negative: went out.</param>
    /// <summary>Receptions that nobody took back, with what came of each lot.</summary>
    private IEnumerable<(Reception Reception, string Clave, string Lot, int Good, int Damaged)> Arrived() => acts.OfType<Reception>()
        .Where(x => !reversed.Contains(x.Id))
        .SelectMany(x => PickedLot.Receive(picks[x.Shipment.Id], x.Lines).Select(y => (x, y.Clave, y.Lot, y.Good, y.Damaged)));

    /// <summary>Goods that arrive expired lie in quarantine and supply no order.</summary>
    private bool IsExpired(Reception reception, string lot) =>
        expiry.TryGetValue(lot, out var last) && last < reception.Shipment.To.DateAt(reception.At);

    private bool IsLifted(Recall recall) => acts.OfType<LiftRecall>().Any(x => x.Recall.Id == recall.Id);

    /// <param name="Lot">Null: not named.</param>
    /// <param name="Unusable">Came in damaged or expired.</param>
    private sealed record Flow(DateTimeOffset At, string Place, string Clave, string? Lot, long Pieces, bool Unusable = false);

    /// <summary>
    /// Design 5.5: the discrepancy is the greatest excess of outflow over inflow at any moment; on hand is the sum and the discrepancy.
    /// </summary>
    public IReadOnlyDictionary<(string Place, string Clave), Holding> Holdings() =>
        flows.GroupBy(x => (x.Place, x.Clave)).ToDictionary(x => x.Key, pair =>
    {
        long sum = 0, discrepancy = 0;
        foreach (var moment in pair.GroupBy(x => x.At).OrderBy(x => x.Key))
        {
            sum += moment.Sum(x => x.Pieces);
            discrepancy = Math.Max(discrepancy, -sum);
        }
        return new Holding(sum + discrepancy, discrepancy);
    });

    /// <summary>
    /// Usable pieces lot by lot at warehouses and tracked pairs, where every outflow names its lots. Empty lots are left out, and those
    /// that are recalled: they are in quarantine, also what came later.
    /// </summary>
    public IReadOnlyDictionary<(string Place, string Clave, string Lot), long> Lots() => flows
        .Where(x => !x.Unusable && IsKnownByLot(x.Place, x.Clave) && !withdrawn.Contains((x.Place, x.Clave, x.Lot!)))
        .GroupBy(x => (x.Place, x.Clave, Lot: x.Lot!))
        .Select(x => (x.Key, Pieces: x.Sum(flow => flow.Pieces))).Where(x => x.Pieces != 0).ToDictionary(x => x.Key, x => x.Pieces);

    public static bool IsKnownByLot(string place, string clave) =>
        Scenario.Places.Single(x => x.Code == place).IsWarehouse || Scenario.IsTracked(place, clave);

    /// <summary>
    /// Shipped to the place and neither received, good or damaged, nor resolved; missing pieces are still on their way. Empty pairs are
    /// left out.
    /// </summary>
    public IReadOnlyDictionary<(string Place, string Clave), long> InTransit() => acts.OfType<Shipment>()
        .SelectMany(
            shipment =>
            shipment.Lines.Select(x => (Key: (shipment.To.Code, x.Clave), Left: Math.Max(0, x.Quantity - Arrived(shipment, x.Clave)))))
        .GroupBy(x => x.Key).Select(x => (x.Key, Pieces: (long)x.Sum(y => y.Left))).Where(x => x.Pieces != 0)
            .ToDictionary(x => x.Key, x => x.Pieces);

    /// <summary>
    /// What the movements of each document must sum to; 0 where it was voided. Receptions are part of their shipment, deliveries of their
    /// prescription.
    /// </summary>
    public IReadOnlyDictionary<(Guid Document, string Place, string Clave), long> ByDocument()
    {
        var sums = acts.OfType<Prescription>().SelectMany(x => x.Lines.Select(l => (x.Id, x.Place.Code, l.Clave))).Distinct()
            .ToDictionary(x => x, _ => 0L);
        foreach (var act in acts)
        {
            var document = act switch { Reception x => x.Shipment.Id, Delivery x => x.Prescription.Id, _ => act.Id };
            foreach (var flow in FlowsOf(act))
                sums[(document, flow.Place, flow.Clave)] = sums.GetValueOrDefault((document, flow.Place, flow.Clave)) + flow.Pieces;
        }
        return sums;
    }

    /// <summary>
    /// Individual prescriptions presented in the year, and those of them that got all they asked for at once: <c>ind-b</c>.
    /// </summary>
    public Rate Prescriptions(int year, Func<Place, bool> at)
    {
        var presented = acts.OfType<Prescription>().Where(x => x.Kind == "individual" && at(x.Place) && x.Place.DateAt(x.At).Year == year)
            .ToList();
        var counted = presented.Where(x => !voided.Contains(x.Id) && x.Lines.Any(AsksForSomething)).ToList();
        return new(counted.Count(IsComplete), counted.Count, presented.Count - counted.Count);
    }

    /// <summary>
    /// Orders for units issued in the year with medicine or medical supply, and those of them received good in full: <c>ind-a</c>.
    /// </summary>
    public Rate Orders(int year, Func<Place, bool> at)
    {
        var left = acts.OfType<OrderVerdict>().Where(x => x.Verdict is "reject" or "cancel").Select(x => x.Order.Id).ToHashSet();
        var issued = acts.OfType<Order>().Where(x => at(x.Destination) && x.Destination.DateAt(x.At).Year == year).ToList();
        var counted = issued.Where(x => !left.Contains(x.Id) && x.Lines.Any(l => Scenario.Items.Single(i => i.Clave == l.Clave).Counts))
            .ToList();
        return new(counted.Count(IsSupplied), counted.Count, issued.Count - counted.Count);
    }

    /// <summary>The years that the history touches on the wall clocks of its places: one, or two around New Year.</summary>
    public IReadOnlyList<int> Years() =>
        [.. acts.Where(x => x is Prescription or Order).SelectMany(x => Scenario.Places.Select(p => p.DateAt(x.At).Year)).Distinct()
        .Order()];

    private static bool AsksForSomething(PrescriptionLine line) => line.SubstituteFor is null && line.Prescribed > 0;

    private static bool IsComplete(Prescription prescription) => prescription.Lines.Where(AsksForSomething)
        .All(x => x.Dispensed + prescription.Lines.Where(s => s.SubstituteFor == x.Line).Sum(s => s.Dispensed) >= x.Prescribed);

    private bool IsSupplied(Order order)
    {
        var good = Arrived().Where(x => x.Reception.Shipment.Approval.Order.Id == order.Id
                && !IsExpired(x.Reception, x.Lot) && !IsHeldBack(x.Reception, x.Clave, x.Lot))
            .ToLookup(x => x.Clave, x => x.Good);
        return order.Lines.All(x => good[x.Clave].Sum() >= x.Quantity);
    }

    /// <summary>Recalled by the day on which it came: it supplies the order when the recall is lifted.</summary>
    private bool IsHeldBack(Reception reception, string clave, string lot) => reception.Withdrawn is { } recall && !IsLifted(recall)
        && recall.LotOf(picks) is var held && (held.Clave, held.Lot) == (clave, lot);

    private int Arrived(Shipment shipment, string clave) =>
        acts.OfType<Reception>().Where(x => x.Shipment.Id == shipment.Id && !reversed.Contains(x.Id)).SelectMany(x => x.Lines)
            .Where(x => x.Clave == clave).Sum(x => x.Good + x.Damaged);

    private IEnumerable<Flow> FlowsOf(Act act)
    {
        if (reversed.Contains(act.Id))
            return [];
        switch (act)
        {
            case Receipt receipt:
                return receipt.Lines.Select(x => new Flow(receipt.At, receipt.Place.Code, x.Clave, x.Lot, x.Quantity));
            case Shipment shipment:
                return picks[shipment.Id].Select(x => new Flow(shipment.At, shipment.From.Code, x.Clave, x.Lot, -x.Quantity));
            case Reception reception:
                var place = reception.Shipment.To.Code;
                return PickedLot.Receive(picks[reception.Shipment.Id], reception.Lines).SelectMany(x => (Flow[])[
                    new(reception.At, place, x.Clave, x.Lot, x.Good, IsExpired(reception, x.Lot)),
                    new(reception.At, place, x.Clave, x.Lot, x.Damaged, Unusable: true)]);
            case Prescription prescription when !voided.Contains(prescription.Id):
                return prescription.Lines.SelectMany(
                    x => x.Lots.Select(lot => new Flow(prescription.At, prescription.Place.Code, x.Clave, lot.Lot, -lot.Quantity))
                    .Append(new(prescription.At, prescription.Place.Code, x.Clave, null, x.Lots.Sum(lot => lot.Quantity) - x.Dispensed))
                        .Where(flow => flow.Pieces != 0));
            case Delivery delivery:
                return [new(
                    delivery.At, delivery.Prescription.Place.Code, delivery.Prescription.Lines.Single(x => x.Line == delivery.Line).Clave,
                    null, -delivery.Quantity)];
            default:
                return [];
        }
    }
}
