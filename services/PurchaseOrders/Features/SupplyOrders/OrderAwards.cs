using Microsoft.EntityFrameworkCore;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Awards;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>A supplier's lines against the awards that they name.</summary>
internal static class OrderAwards
{
    /// <summary>Commits every line's pieces, or says what stands against it; the caller's transaction is rolled back then.</summary>
    public static async Task<Refusal?> Commit(OrdersDb db, OrderDraft draft, string? buyer, CancellationToken ct)
    {
        if (draft.SourceKind != OrderDraft.Supplier)
            return null;
        if (buyer is null)
            return Refusals.NoBuyer("destination");
        var ids = draft.Lines.Select(x => x.Award!.Value).Distinct().ToArray();
        var awards = await db.Awards.AsNoTracking().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        var served = await Served(db, ids, buyer, ct);
        if (served.Count < awards.Count)
        {
            await AwardBuyerNames.Follow(db, ids, await BuyerDirectory.Load(db, ct), ct);
            served = await Served(db, ids, buyer, ct);
        }
        for (var i = 0; i < draft.Lines.Count; i++)
            if (Fault(draft, draft.Lines[i], awards.GetValueOrDefault(draft.Lines[i].Award!.Value), served, buyer,
                OrderDraft.LineField(i, "award")) is { } fault)
                return fault;
        foreach (var (i, line) in draft.Lines.Index().OrderBy(x => x.Item.Award)) // sorted, so that two orders never wait for each other
            if (!await AwardCommitments.TryAdd(db, line.Award!.Value, buyer, line.Quantity, ct))
                return Refusals.AwardExhausted(line.Clave, await AwardCommitments.Left(db, line.Award.Value, buyer, ct), buyer,
                    line.Quantity, OrderDraft.LineField(i, "quantity"));
        return null;
    }

    private static Task<HashSet<Guid>> Served(OrdersDb db, Guid[] awards, string buyer, CancellationToken ct) =>
        db.AwardBuyers.AsNoTracking().Where(x => awards.Contains(x.AwardId) && x.Buyer == buyer).Select(x => x.AwardId)
            .ToHashSetAsync(ct);

    private static Refusal? Fault(OrderDraft draft, DraftLine line, Award? award, HashSet<Guid> served, string buyer, string field) =>
        award is null ? Refusals.UnknownAward(field)
        : award.Supplier != draft.SourceId ? Refusals.AwardSupplier(award.Supplier, field)
        : award.Clave != line.Clave ? Refusals.AwardClave(award.Clave, field)
        : draft.IssuedOn < award.ValidFrom || draft.IssuedOn > award.ValidTo
            ? Refusals.AwardNotValid(award.ValidFrom, award.ValidTo, field)
        : !served.Contains(award.Id) ? Refusals.AwardBuyer(buyer, field)
        : null;
}
