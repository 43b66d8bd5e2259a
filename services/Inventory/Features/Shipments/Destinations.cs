using Supply.Inventory.Persistence;
using Supply.Platform.Http;

namespace Supply.Inventory.Features.Shipments;

/// <summary>
/// Where goods may be sent. A warehouse sends to any establishment that the catalogue knows; a pharmacy only within its
/// state. A code of the same state that the catalogue has not told of yet is taken, and the answer says so: nothing that people
/// record waits for it.
/// </summary>
internal static class Destinations
{
    public static async Task<Refusal?> Refuse(FacilityCode from, FacilityCode to, Caller caller, InventoryDb db, CancellationToken ct)
    {
        if (from.State == to.State)
            return null;
        if (!caller.Places.Any(x => x.Role == Roles.Warehouse && x.Covers(from)))
            return Refusals.DestinationState(to);
        return await db.Facility(to, ct) is null
            ? Refusals.DestinationUnknown(to) : null;
    }

    /// <summary>Null where the catalogue knows the destination.</summary>
    public static async Task<string?> Notice(FacilityCode to, InventoryDb db, CancellationToken ct) => await db.Facility(to, ct) is null
        ? $"El catálogo no conoce {to}: revise la clave del destino. Si está mal, devuelva el envío con una resolución y haga otro."
        : null;
}
