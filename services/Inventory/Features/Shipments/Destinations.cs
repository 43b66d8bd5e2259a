using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Shipments;

/// <summary>
/// Where goods may be sent. A warehouse sends to any establishment that the catalogue knows; a pharmacy only within its
/// state. A code of the same state that the catalogue has not told of yet is taken: nothing that people record waits for it.
/// </summary>
internal static class Destinations
{
    public static async Task<Refusal?> Refuse(FacilityCode from, FacilityCode to, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (from.State == to.State)
            return null;
        if (!caller.Places.Any(x => x.Role == Roles.Warehouse && x.Covers(from)))
            return Refusal.Forbidden(
                "inventory.destination-state",
                $"{to} es de {to.State.Name}: entre entidades envía un almacén; una farmacia envía dentro de su entidad.", "to");
        return await db.Facility(to, ct) is null
            ? Refusal.Invalid(
                "inventory.destination-unknown",
                $"El catálogo no conoce {to}, de otra entidad ({to.State.Name}): revise la clave del destino.",
                "to")
            : null;
    }
}
