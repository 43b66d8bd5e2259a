using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>Keeps the days on which a pair ended empty at the newest version that has arrived. A message with a malformed month is parked.</summary>
public sealed class KeepStockOutDays(PlanningDb db) : IHandleGroup<StockOutDaysChanged>
{
    private Dictionary<(string, string, int), StockMonth> known = [];

    public async Task Load(IReadOnlyList<StockOutDaysChanged> group, CancellationToken ct)
    {
        var (facilities, claves, months) = (group.Select(x => x.Facility).Distinct().ToList(), group.Select(x => x.Clave).Distinct().ToList(), group.Select(MonthOf).Distinct().ToList());
        known = await db.StockMonths.Where(x => facilities.Contains(x.Facility) && claves.Contains(x.Clave) && months.Contains(x.Month))
            .ToDictionaryAsync(x => (x.Facility, x.Clave, x.Month), ct);
    }

    public Task Handle(StockOutDaysChanged message, CancellationToken ct)
    {
        var key = (message.Facility, message.Clave, MonthOf(message));
        if (!known.TryGetValue(key, out var row))
            known[key] = db.StockMonths.Add(row = new StockMonth { Facility = message.Facility, Clave = message.Clave, Month = MonthOf(message) }).Entity;
        else if (row.Version >= message.Version)
            return Task.CompletedTask;
        (row.Version, row.EmptyDays) = (message.Version, DayMask.Of(message.Days));
        (row.ClosedEmpty, row.KnownFrom) = (message.ClosedEmpty, message.KnownFrom);
        return Task.CompletedTask;
    }

    private static int MonthOf(StockOutDaysChanged message) => Consumption.Key(Month.Parse(message.Month).Value);
}

/// <summary>Keeps what a pair has and what is on its way at the newest version that has arrived.</summary>
public sealed class KeepStockPosition(PlanningDb db) : IHandleGroup<StockPositionChanged>
{
    private Dictionary<(string, string), StockPosition> known = [];

    public async Task Load(IReadOnlyList<StockPositionChanged> group, CancellationToken ct)
    {
        var (facilities, claves) = (group.Select(x => x.Facility).Distinct().ToList(), group.Select(x => x.Clave).Distinct().ToList());
        known = await db.StockPositions.Where(x => facilities.Contains(x.Facility) && claves.Contains(x.Clave)).ToDictionaryAsync(x => (x.Facility, x.Clave), ct);
    }

    public Task Handle(StockPositionChanged message, CancellationToken ct)
    {
        var key = (message.Facility, message.Clave);
        if (!known.TryGetValue(key, out var row))
            known[key] = db.StockPositions.Add(row = new StockPosition { Facility = message.Facility, Clave = message.Clave }).Entity;
        else if (row.Version >= message.Version)
            return Task.CompletedTask;
        (row.Version, row.Usable, row.InTransit, row.KnownFrom) = (message.Version, message.Usable, message.InTransit, message.KnownFrom);
        return Task.CompletedTask;
    }
}
