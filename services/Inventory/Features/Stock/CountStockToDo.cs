using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Operations;

namespace Supply.Inventory.Features.Stock;

/// <summary>Claves of the caller's facilities that have to be counted. Central supply has no place to count at.</summary>
internal static class CountStockToDo
{
    public static async Task<IReadOnlyList<ToDoCount>> Of(InventoryDb db, Caller caller, CancellationToken ct) =>
        !caller.Is(Roles.Pharmacy) && !caller.Is(Roles.Warehouse) && !caller.Is(Roles.State)
            ? []
            : [new("discrepancies", await db.Pairs.AsNoTracking()
                .VisibleTo(await caller.WithMovingRows(db, ct), x => x.State, x => x.Facility)
                .LongCountAsync(x => x.Discrepancy > 0 || x.RecountSince != null, ct))];
}
