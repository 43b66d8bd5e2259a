using Microsoft.EntityFrameworkCore;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>The places of an order as the local catalogue has them; one that it does not know yet hinders nothing.</summary>
internal sealed record OrderPlaces(FacilityCode Destination, KnownFacility? Known, FacilityCode? Source, KnownFacility? KnownSource,
    string Zone, string? Buyer)
{
    public bool Unverified => Known is null || (Source is not null && KnownSource is null);

    public bool Replenishes => IsWarehouse(Destination, Known);

    /// <summary>The destination as it was on the date of issue; the buyer is its own, else the one of its state.</summary>
    public static async Task<OrderPlaces> Of(OrdersDb db, OrderDraft draft, CancellationToken ct)
    {
        var destination = await db.Resolve(FacilityCode.Stored(draft.Destination), ct);
        var known = await db.Facility(destination, draft.IssuedOn, ct);
        FacilityCode? source = draft.SourceKind == OrderDraft.Warehouse
            ? await db.Resolve(FacilityCode.Stored(draft.SourceId), ct)
            : null;
        var buyer = known?.Buyer
            ?? await db.Buyers.AsNoTracking().Where(x => x.State == draft.State && x.Kind == "state").OrderBy(x => x.Code)
                .Select(x => x.Code).FirstOrDefaultAsync(ct);
        return new(destination, known, source, source is { } code ? await db.Facility(code, draft.IssuedOn, ct) : null,
            await db.Zone(destination, ct), buyer);
    }

    public Refusal? Fault() =>
        Source is { } source && !IsWarehouse(source, KnownSource) && KnownSource is not null
            ? Refusals.SourceNotWarehouse(source, "source.id")
        : Source == Destination ? Refusals.SamePlace("source.id")
        : null;

    private static bool IsWarehouse(FacilityCode code, KnownFacility? known) => known?.IsWarehouse
        ?? code.Value.StartsWith("ALM-", StringComparison.Ordinal);
}
