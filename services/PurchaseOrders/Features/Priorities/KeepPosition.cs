using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Priorities;

/// <summary>Keeps what a facility has of a clave, and with it the urgency of the orders that wait for it there.</summary>
public sealed class KeepPosition(OrdersDb db) : IHandleGroup<StockPositionChanged>
{
    private readonly HashSet<(string Facility, string Clave)> changed = [];
    private Dictionary<(string, string), Position> known = [];
    private IReadOnlyDictionary<string, string> current = new Dictionary<string, string>();

    public async Task Load(IReadOnlyList<StockPositionChanged> group, CancellationToken ct)
    {
        current = await db.Resolve(group.Select(x => x.Facility), ct);
        known = (await db.Positions.LockWithKeys(
            x => new { x.Facility, x.Clave }, group.Select(x => new { x.Facility, x.Clave })).ToListAsync(ct))
            .ToDictionary(x => (x.Facility, x.Clave));
    }

    public Task Handle(StockPositionChanged message, CancellationToken ct)
    {
        var (key, facility) = ((message.Facility, message.Clave), current[message.Facility]);
        if (!known.TryGetValue(key, out var position))
            known[key] = db.Positions.Add(position = new Position
            {
                Facility = message.Facility, CurrentFacility = facility, Clave = message.Clave,
            }).Entity;
        else if (position.Version >= message.Version)
            return Task.CompletedTask;
        (position.Version, position.Usable, position.InTransit) = (message.Version, message.Usable, message.InTransit);
        changed.Add((facility, message.Clave));
        return Task.CompletedTask;
    }

    /// <summary>Stock says how urgent an order is where demand is published for what it still waits for.</summary>
    public async Task Complete(CancellationToken ct)
    {
        var (places, claves) = (changed.Select(x => x.Facility).Distinct().ToList(), changed.Select(x => x.Clave).Distinct().ToList());
        var waiting = await db.Orders.Where(x => places.Contains(x.Destination) && x.Open)
            .Join(
                db.Lines.Where(x => claves.Contains(x.Clave) && x.Good + x.InTransit + x.Short + x.Cancelled < x.Ordered),
                x => x.Id, x => x.OrderId, (order, line) => new { order.Id, order.Destination, order.Buyer, line.Clave })
            .Where(x => db.MonthlyDemands.Any(demand => demand.Buyer == x.Buyer && demand.Clave == x.Clave))
            .Select(x => new { x.Id, x.Destination, x.Clave }).ToListAsync(ct);
        await OrderPriorities.Set(
            db, [.. waiting.Where(x => changed.Contains((x.Destination, x.Clave))).Select(x => x.Id).Distinct()], ct);
    }
}
