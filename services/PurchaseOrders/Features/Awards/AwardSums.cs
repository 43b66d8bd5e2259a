using Microsoft.EntityFrameworkCore;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

/// <summary>Good pieces received so far of awards, by buyer.</summary>
internal static class AwardSums
{
    public static async Task<IReadOnlyDictionary<(Guid Award, string Buyer), long>> Supplied(
        OrdersDb db, IReadOnlyCollection<Guid> awards, CancellationToken ct) =>
        await db.Lines.Where(x => x.Award != null && awards.Contains(x.Award.Value) && x.Good > 0)
            .Join(db.Orders, line => line.OrderId, order => order.Id, (line, order) => new { line.Award, order.Buyer, line.Good })
            .GroupBy(x => new { x.Award, x.Buyer })
            .Select(x => new { x.Key.Award, x.Key.Buyer, Good = x.Sum(line => (long)line.Good) })
            .ToDictionaryAsync(x => (x.Award!.Value, x.Buyer!), x => x.Good, ct);
}
