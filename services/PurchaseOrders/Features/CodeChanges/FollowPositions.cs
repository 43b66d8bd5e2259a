using Microsoft.EntityFrameworkCore;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.CodeChanges;

/// <summary>What was heard of a unit's stock under a code that changed is the unit's; the orders that wait there are as urgent as that
/// says.</summary>
public sealed class FollowPositions(OrdersDb db) : IFollowCodeChange
{
    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        var (from, to) = (stated.Value, current.Value);
        var rows = db.Positions.Where(x => x.Facility == from && x.CurrentFacility != to);
        List<string> places = [to, .. await rows.Select(x => x.CurrentFacility).Distinct().ToListAsync(ct)];
        if (places.Count == 1)
            return 0;
        var moved = await rows.OrderBy(x => x.Clave).Take(atMost)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.CurrentFacility, to), ct);
        await db.Orders.Where(x => places.Contains(x.Destination) && x.Open)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.PriorityMark, row => row.PriorityMark + 1), ct);
        return moved;
    }
}
