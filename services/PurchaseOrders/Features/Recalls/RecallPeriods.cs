using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Recalls;

/// <summary>When lots that could not be used on arrival were recalled, and where.</summary>
internal sealed class RecallPeriods
{
    private readonly List<LotRecall> recalls;
    private readonly IReadOnlyDictionary<string, string> facilities;

    private RecallPeriods(List<LotRecall> recalls, IReadOnlyDictionary<string, string> facilities) =>
        (this.recalls, this.facilities) = (recalls, facilities);

    public static async Task<RecallPeriods> Load(OrdersDb db, IReadOnlyCollection<HeldBack> lots, CancellationToken ct)
    {
        if (lots.Count == 0)
            return new([], new Dictionary<string, string>());
        var recalls = await db.Recalls.WithKeys(x => new { x.Clave, x.Lot }, lots.Select(x => new { x.Clave, x.Lot })).AsNoTracking()
            .ToListAsync(ct);
        return new(recalls, await db.Resolve(recalls.Select(x => x.Scope).OfType<string>().Where(x => !IsState(x)), ct));
    }

    /// <summary>Those that hold or held at the place.</summary>
    /// <param name="place">The code that it has now.</param>
    public List<RecallPeriod> At(string place)
    {
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
