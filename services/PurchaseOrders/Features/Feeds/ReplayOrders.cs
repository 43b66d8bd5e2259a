using Microsoft.EntityFrameworkCore;
using Supply.Platform.Feeds;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Feeds;

public sealed class ReplayOrders(OrdersDb db) : IFeed
{
    private const int Rows = 200;

    public async Task<IReadOnlyList<StreamedFact>> After(string key, CancellationToken ct)
    {
        var after = ResumeKeyException.Id(key);
        // One statement: an order and its lines of the same moment, so that its version says what the lines are.
        var rows = await db.Orders.AsNoTracking().Where(x => x.Id.CompareTo(after) > 0).OrderBy(x => x.Id).Take(Rows)
            .Select(x => new { Order = x, Lines = db.Lines.Where(line => line.OrderId == x.Id).ToList() }).ToListAsync(ct);
        return [.. rows.Select(x => StreamedFact.Of(x.Order.ToFact(x.Lines), x.Order.Id.ToString(), x.Order.Id.ToString()))];
    }
}
