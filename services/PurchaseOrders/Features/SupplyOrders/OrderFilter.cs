using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>The orders that a list is about, of those that the caller may see.</summary>
/// <param name="Source">A warehouse by any of its codes, or a supplier's name.</param>
internal sealed record OrderFilter(string? State, string? Destination, string? Source)
{
    private sealed record Place(string Code, IReadOnlyList<string> Moving);

    public sealed record Found(IQueryable<SupplyOrder> Rows);

    public async Task<Outcome<Found>> Of(OrdersDb db, Caller caller, CancellationToken ct)
    {
        string? state = null;
        Place? destination = null;
        if (State is not null)
        {
            if (FederalState.Parse(State).Refused(out var why, out var entity))
                return why;
            if (caller.MayActFor(entity) is { } foreign)
                return foreign;
            state = entity.Code;
        }
        if (Destination is not null)
        {
            if (FacilityCode.Parse(Destination, "destination").Refused(out var why, out var place))
                return why;
            destination = await Find(db, place, ct);
        }
        caller = await caller.WithMovingRows(db, ct);
        var all = db.Orders.AsNoTracking();
        // A facility sees what comes to it, and a warehouse what it is to send.
        var rows = caller.HasMovingRows
            ? all.VisibleTo(caller, x => x.State, x => x.Destination, x => x.SourceId, x => x.StatedDestination, x => x.StatedSource)
            : all.VisibleTo(caller, x => x.State, x => x.Destination, x => x.SourceId);
        if (state is not null)
            rows = rows.Where(x => x.State == state);
        if (destination is { Moving.Count: 0 })
            rows = rows.Where(x => x.Destination == destination.Code);
        else if (destination is not null)
            rows = rows.Where(x => x.Destination == destination.Code || x.StatedDestination == destination.Code
                || destination.Moving.Contains(x.StatedDestination));
        return Source is null ? new Found(rows) : await OfSource(db, rows, Source, ct);
    }

    private static async Task<Outcome<Found>> OfSource(
        OrdersDb db, IQueryable<SupplyOrder> rows, string written, CancellationToken ct)
    {
        if (!FacilityCode.Parse(written, "source").Refused(out _, out var code))
            return new Found(await OfWarehouse(db, rows, code, ct));
        return Codes.Normalise(written) is { Length: >= 1 and <= 200 } supplier
            ? new Found(rows.Where(x => x.SourceId == supplier && x.SourceKind == OrderDraft.Supplier))
            : Refusals.Supplier("source");
    }

    /// <summary>The orders that a warehouse is to serve, by any of its codes.</summary>
    public static async Task<IQueryable<SupplyOrder>> OfWarehouse(
        OrdersDb db, IQueryable<SupplyOrder> rows, FacilityCode warehouse, CancellationToken ct)
    {
        var place = await Find(db, warehouse, ct);
        return rows.Where(x => x.SourceKind == OrderDraft.Warehouse
            && (x.SourceId == place.Code || x.StatedSource == place.Code || place.Moving.Contains(x.StatedSource)));
    }

    private static async Task<Place> Find(OrdersDb db, FacilityCode written, CancellationToken ct)
    {
        var current = (await db.Resolve(written, ct)).Value;
        return new(current, [.. (await db.MovingCodes([current], ct))[current]]);
    }
}
