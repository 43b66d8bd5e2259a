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
        var formulary = destination?.UnitType is { } type ? await db.Formularies.AsNoTracking()
            .SingleOrDefaultAsync(x => x.UnitType == type, ct) : null;
        var allowed = formulary is null ? null : MessageJson.Read<HashSet<string>>(formulary.Claves);
        var asked = draft.Lines.Select(x => x.Clave).ToArray();
        var active = await db.Items.AsNoTracking().Where(x => asked.Contains(x.Clave))
            .ToDictionaryAsync(x => x.Clave, x => x.Active, StringComparer.Ordinal, ct);
        var hasItems = active.Count > 0 || await db.Items.AnyAsync(ct);
        for (var i = 0; i < asked.Length; i++)
        {
            var (clave, field) = (asked[i], OrderDraft.LineField(i, "clave"));
            if (allowed?.Contains(clave) == false)
                return Refusal.Invalid("orders.outside-formulary",
                    $"La clave {clave} no está en el cuadro básico de {formulary!.UnitType} (versión {formulary.Version}).", field);
            if (active.TryGetValue(clave, out var isActive) && !isActive)
                return Refusal.Invalid("orders.inactive-clave", $"La clave {clave} ya no está vigente en el catálogo.", field);
            if (allowed is null && hasItems && !active.ContainsKey(clave))
                return Refusal.Invalid("orders.unknown-clave", $"La clave {clave} no está en el catálogo.", field);
        }
        return null;
    }
}
