using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>Keeps what a pair has and what is on its way at the newest version that has arrived.</summary>
public sealed class KeepStockPosition(PlanningDb db, TimeProvider clock) : IHandleGroup<StockPositionChanged>
{
    private Dictionary<(string, string), StockPosition> known = [];
    private readonly List<StockPosition> added = [];
    private readonly HashSet<StockPosition> changed = [];
    private IReadOnlyDictionary<string, string> current = new Dictionary<string, string>();

    public async Task Load(IReadOnlyList<StockPositionChanged> group, CancellationToken ct)
    {
        current = await db.Resolve(group.Select(x => x.Facility), ct);
        known = (await db.StockPositions.LockWithKeys(
            x => new { x.Facility, x.Clave }, group.Select(x => new { x.Facility, x.Clave })).ToListAsync(ct))
            .ToDictionary(x => (x.Facility, x.Clave));
    }

    public Task Handle(StockPositionChanged message, CancellationToken ct)
    {
        if (message.KnownFrom is { } from && !DateRules.IsPossible(from, clock.Now()))
            throw new ImpossibleFactException($"Its stock is known from {from:yyyy-MM-dd}.");
        var key = (message.Facility, message.Clave);
        if (!known.TryGetValue(key, out var row))
            added.Add(known[key] = row = new StockPosition
            {
                Facility = message.Facility, CurrentFacility = current[message.Facility], Clave = message.Clave,
            });
        else if (row.Version >= message.Version)
            return Task.CompletedTask;
        else
            changed.Add(row);
        (row.Version, row.Usable, row.InTransit, row.KnownFrom) = (message.Version, message.Usable, message.InTransit, message.KnownFrom);
        return Task.CompletedTask;
    }

    public async Task Complete(CancellationToken ct)
    {
        await db.UpdateAll([.. changed.Except(added)], ct);
        await db.InsertAll(added, ct);
    }
}
