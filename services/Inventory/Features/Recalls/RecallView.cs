using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Recalls;

/// <summary>A recall as every route of it answers.</summary>
/// <param name="Scope">A state's code, a facility's code, or null: the nation.</param>
/// <param name="Status"><c>recalled</c> or <c>lifted</c>.</param>
/// <param name="Facilities">Facilities whose pieces it holds in quarantine so far; the rest follow within minutes.</param>
/// <param name="Pieces">Pieces of the lot in quarantine within the scope.</param>
/// <param name="NearLots">Lots of the clave in stock that are spelt nearly as this one: somebody should look whether they are the
/// same.</param>
public sealed record RecallView(
    Guid Id, int Version, string Clave, string Lot, string Reason, string? Scope,
    [OneOf("recalled", "lifted")] string Status, DateTimeOffset RecalledAt, string By,
    int Facilities, long Pieces, IReadOnlyList<string> NearLots, RecallView.Lifting? Lifted) : IVersioned
{
    public sealed record Lifting(DateTimeOffset At, string By, string Reason);

    public static async Task<RecallView> Of(Recall x, InventoryDb db, CancellationToken ct)
    {
        var facilities = await db.Facts
            .Where(f => f.DocumentId == x.Id && f.Kind == FactKind.Recall)
            .Select(f => f.Facility)
            .Distinct()
            .CountAsync(ct);
        var pieces = await db.Balances.Where(b => b.Clave == x.Clave && b.Lot == x.Lot && b.Condition == StockCondition.Quarantine)
            .Where(b => x.Scope == null || b.State == x.Scope || b.Facility == x.Scope).SumAsync(b => b.OnHand, ct);
        var lots = await db.Balances.Where(b => b.Clave == x.Clave && b.OnHand > 0).Select(b => b.Lot).Distinct().ToListAsync(ct);
        return new(
            x.Id, x.Version, x.Clave, x.Lot, x.Reason, x.Scope, x.LiftedAt is null ? "recalled" : "lifted", x.RecalledAt, x.By, facilities,
            pieces, LotSpellings.Near(x.Lot, lots), x.LiftedAt is { } at ? new Lifting(at, x.LiftedBy!, x.LiftReason!) : null);
    }

    /// <summary>
    /// Who may declare a recall of this scope may lift it: central supply any, a state its own, a warehouse its facility's.
    /// </summary>
    /// <param name="scope">As it was declared.</param>
    public static async Task<Refusal?> MayDeclare(InventoryDb db, Caller caller, string? scope, CancellationToken ct)
    {
        if (scope is null)
            return caller.Is(Roles.Central) ? null : Refusals.RecallOfTheNation();
        if (!FederalState.Parse(scope).Refused(out _, out var state))
            return caller.Places.All(x => x.Role == Roles.Warehouse) ? Refusals.RecallOfAState()
                : caller.Places.Any(x => x.Role != Roles.Warehouse && x.Covers(state)) ? null
                : caller.MayActFor(state, "scope") ?? Refusals.RecallOfAState();
        return await caller.MayActForStored(db, [scope], "scope", ct);
    }
}
