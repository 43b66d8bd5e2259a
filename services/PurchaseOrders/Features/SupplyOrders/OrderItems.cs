using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>What the destination may ask for.</summary>
internal static class OrderItems
{
    public static async Task<Refusal?> Fault(OrdersDb db, OrderDraft draft, KnownFacility? destination, CancellationToken ct)
    {
        var formulary = destination?.UnitType is { } type
            ? await db.Formularies.AsNoTracking().SingleOrDefaultAsync(x => x.UnitType == type, ct)
            : null;
        var allowed = formulary is null ? null : MessageJson.Read<HashSet<string>>(formulary.Claves);
        var asked = draft.Lines.Select(x => x.Clave).ToArray();
        var active = await db.Items.AsNoTracking().Where(x => asked.Contains(x.Clave))
            .ToDictionaryAsync(x => x.Clave, x => x.Active, StringComparer.Ordinal, ct);
        var hasItems = active.Count > 0 || await db.Items.AnyAsync(ct);
        for (var i = 0; i < asked.Length; i++)
        {
            var (clave, field) = (asked[i], OrderDraft.LineField(i, "clave"));
            if (allowed?.Contains(clave) == false)
                return Refusals.OutsideFormulary(clave, formulary!.UnitType, formulary.Version, field);
            if (active.TryGetValue(clave, out var isActive) && !isActive)
                return Refusals.InactiveClave(clave, field);
            if (allowed is null && hasItems && !active.ContainsKey(clave))
                return Refusals.UnknownClave(clave, field);
        }
        return null;
    }
}
