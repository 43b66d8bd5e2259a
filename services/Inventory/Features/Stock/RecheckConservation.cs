using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Stock;

/// <summary>
/// The same over the whole ledger, in small transactions: finds what somebody changed in entries that had been summed up before.
/// </summary>
public sealed class RecheckConservation(InventoryDb db, TimeProvider clock) : CheckConservation(db, clock)
{
    protected override bool Anew => true;
}
