using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>Keeps the days on which a pair ended empty at the newest version that has arrived. A message whose month or date cannot be is
/// parked.</summary>
public sealed class KeepStockOutDays(PlanningDb db, TimeProvider clock) : IHandleGroup<StockOutDaysChanged>
{
    private Dictionary<(string, string, int), StockMonth> known = [];
    private readonly List<StockMonth> added = [];
    private readonly HashSet<StockMonth> changed = [];
    private IReadOnlyDictionary<string, string> current = new Dictionary<string, string>();

    public async Task Load(IReadOnlyList<StockOutDaysChanged> group, CancellationToken ct)
    {
        current = await db.Resolve(group.Select(x => x.Facility), ct);
        known = (await db.StockMonths.LockWithKeys(
            x => new { x.Facility, x.Clave, x.Month }, group.Select(x => new { x.Facility, x.Clave, Month = MonthOf(x) })).ToListAsync(ct))
            .ToDictionary(x => (x.Facility, x.Clave, x.Month));
    }

    public Task Handle(StockOutDaysChanged message, CancellationToken ct)
    {
        var key = (message.Facility, message.Clave, MonthOf(message));
        if (!known.TryGetValue(key, out var row))
            added.Add(known[key] = row = new StockMonth
            {
                Facility = message.Facility, CurrentFacility = current[message.Facility], Clave = message.Clave, Month = MonthOf(message),
            });
        else if (row.Version >= message.Version)
            return Task.CompletedTask;
        else
            changed.Add(row);
        (row.Version, row.EmptyDays) = (message.Version, DayMask.Of(message.Days));
        (row.ClosedEmpty, row.KnownFrom) = (message.ClosedEmpty, message.KnownFrom);
        return Task.CompletedTask;
    }

    public async Task Complete(CancellationToken ct)
    {
        await db.UpdateAll([.. changed.Except(added)], ct);
        await db.InsertAll(added, ct);
    }

    private int MonthOf(StockOutDaysChanged message) =>
        Month.Parse(message.Month).Refused(out _, out var month) || !DateRules.IsPossible(month.First, clock.Now())
            ? throw new ImpossibleFactException($"Its month is {message.Month}.")
        : message.KnownFrom is { } from && !DateRules.IsPossible(from, clock.Now())
            ? throw new ImpossibleFactException($"Its stock is known from {from:yyyy-MM-dd}.")
        : Consumption.Key(month);
}
