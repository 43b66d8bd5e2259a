using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.Awards;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>The places of an order as the local catalogue has them; one that it does not know yet hinders nothing.</summary>
internal sealed record OrderPlaces(FacilityCode Destination, KnownFacility? Known, FacilityCode? Source, KnownFacility? KnownSource, string Zone, string? Buyer)
{
    public bool Unverified => Known is null || (Source is not null && KnownSource is null);

    public bool Replenishes => IsWarehouse(Destination, Known);

    /// <summary>The destination as it was on the date of issue; the buyer is its own, else the one of its state.</summary>
    public static async Task<OrderPlaces> Of(OrdersDb db, OrderDraft draft, CancellationToken ct)
    {
        var destination = await db.Resolve(FacilityCode.Stored(draft.Destination), ct);
        var known = await db.Facility(destination, draft.IssuedOn, ct);
        FacilityCode? source = draft.SourceKind == OrderDraft.Warehouse ? await db.Resolve(FacilityCode.Stored(draft.SourceId), ct) : null;
        var buyer = known?.Buyer
            ?? await db.Buyers.AsNoTracking().Where(x => x.State == draft.State && x.Kind == "state").OrderBy(x => x.Code).Select(x => x.Code).FirstOrDefaultAsync(ct);
        return new(destination, known, source, source is { } code ? await db.Facility(code, draft.IssuedOn, ct) : null, await db.Zone(destination, ct), buyer);
    }

    public Refusal? Fault() =>
        Source is { } source && !IsWarehouse(source, KnownSource) && KnownSource is not null
            ? Refusal.Invalid("orders.source-not-warehouse", $"El origen {source} no es un almacén.", "source.id")
        : Source == Destination ? Refusal.Invalid("orders.same-place", "El almacén de origen y el destino son el mismo.", "source.id")
        : null;

    private static bool IsWarehouse(FacilityCode code, KnownFacility? known) => known?.IsWarehouse ?? code.Value.StartsWith("ALM-", StringComparison.Ordinal);
}

/// <summary>What the destination may ask for.</summary>
internal static class OrderItems
{
    public static async Task<Refusal?> Fault(OrdersDb db, OrderDraft draft, KnownFacility? destination, CancellationToken ct)
    {
        var formulary = destination?.UnitType is { } type ? await db.Formularies.AsNoTracking().SingleOrDefaultAsync(x => x.UnitType == type, ct) : null;
        var allowed = formulary is null ? null : MessageJson.Read<HashSet<string>>(formulary.Claves);
        var asked = draft.Lines.Select(x => x.Clave).ToArray();
        var active = await db.Items.AsNoTracking().Where(x => asked.Contains(x.Clave)).ToDictionaryAsync(x => x.Clave, x => x.Active, StringComparer.Ordinal, ct);
        var hasItems = active.Count > 0 || await db.Items.AnyAsync(ct);
        for (var i = 0; i < asked.Length; i++)
        {
            var (clave, field) = (asked[i], OrderDraft.LineField(i, "clave"));
            if (allowed?.Contains(clave) == false)
                return Refusal.Invalid("orders.outside-formulary", $"La clave {clave} no está en el cuadro básico de {formulary!.UnitType} (versión {formulary.Version}).", field);
            if (active.TryGetValue(clave, out var isActive) && !isActive)
                return Refusal.Invalid("orders.inactive-clave", $"La clave {clave} ya no está vigente en el catálogo.", field);
            if (allowed is null && hasItems && !active.ContainsKey(clave))
                return Refusal.Invalid("orders.unknown-clave", $"La clave {clave} no está en el catálogo.", field);
        }
        return null;
    }
}

/// <summary>A supplier's lines against the awards that they name.</summary>
internal static class OrderAwards
{
    /// <summary>Commits every line's pieces, or says what stands against it; the caller's transaction is rolled back then.</summary>
    public static async Task<Refusal?> Commit(OrdersDb db, OrderDraft draft, string? buyer, CancellationToken ct)
    {
        if (draft.SourceKind != OrderDraft.Supplier)
            return null;
        if (buyer is null)
            return Refusal.Invalid("orders.no-buyer", "Aún no se conoce quién compra para el destino; publique su comprador en el catálogo.", "destination");
        var ids = draft.Lines.Select(x => x.Award!.Value).Distinct().ToArray();
        var awards = await db.Awards.AsNoTracking().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        var served = await db.AwardBuyers.AsNoTracking().Where(x => ids.Contains(x.AwardId) && x.Buyer == buyer).Select(x => x.AwardId).ToHashSetAsync(ct);
        for (var i = 0; i < draft.Lines.Count; i++)
            if (Fault(draft, draft.Lines[i], awards.GetValueOrDefault(draft.Lines[i].Award!.Value), served, buyer, OrderDraft.LineField(i, "award")) is { } fault)
                return fault;
        foreach (var (i, line) in draft.Lines.Index().OrderBy(x => x.Item.Award)) // sorted, so that two orders never wait for each other
            if (!await AwardCommitments.TryAdd(db, line.Award!.Value, buyer, line.Quantity, ct))
                return Refusal.Conflict("orders.award-exhausted",
                    $"De la adjudicación de {line.Clave} le quedan {await AwardCommitments.Left(db, line.Award.Value, buyer, ct)} piezas al comprador {buyer}; la orden pide {line.Quantity}.",
                    OrderDraft.LineField(i, "quantity"));
        return null;
    }

    private static Refusal? Fault(OrderDraft draft, DraftLine line, Award? award, HashSet<Guid> served, string buyer, string field) =>
        award is null ? Refusal.Invalid("orders.unknown-award", "No existe esa adjudicación.", field)
        : award.Supplier != draft.SourceId ? Refusal.Invalid("orders.award-supplier", $"La adjudicación es del proveedor {award.Supplier}.", field)
        : award.Clave != line.Clave ? Refusal.Invalid("orders.award-clave", $"La adjudicación es de la clave {award.Clave}.", field)
        : draft.IssuedOn < award.ValidFrom || draft.IssuedOn > award.ValidTo
            ? Refusal.Invalid("orders.award-not-valid", $"La adjudicación vale del {award.ValidFrom:yyyy-MM-dd} al {award.ValidTo:yyyy-MM-dd}.", field)
        : !served.Contains(award.Id) ? Refusal.Invalid("orders.award-buyer", $"La adjudicación no incluye al comprador {buyer}.", field)
        : null;
}
