using Microsoft.EntityFrameworkCore;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Recalls;

internal static class RecallPeriods
{
    /// <summary>The recalls of these lots that hold or held at the place.</summary>
    /// <param name="place">The code that it has now.</param>
    public static async Task<List<RecallPeriod>> At(OrdersDb db, string place, IReadOnlyCollection<HeldBack> lots, CancellationToken ct)
    {
        string[] claves = [.. lots.Select(x => x.Clave).Distinct()], numbers = [.. lots.Select(x => x.Lot).Distinct()];
        var recalls = await db.Recalls.AsNoTracking().Where(x => claves.Contains(x.Clave) && numbers.Contains(x.Lot)).ToListAsync(ct);
        var facilities = await db.Resolve(recalls.Select(x => x.Scope).OfType<string>().Where(x => !IsState(x)), ct);
        var state = FacilityCode.Stored(place).State.Code;
        return
        [
            .. recalls
                .Where(x => x.Scope is null || (IsState(x.Scope) ? x.Scope == state : facilities[x.Scope] == place))
                .Select(x => x.Period),
        ];
    }

    private static bool IsState(string scope) => scope.Length == 2;
}
