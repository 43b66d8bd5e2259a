using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Stock;

/// <summary>Keeps the days on which a facility had nothing of a clave; its month is stated again. What cannot be is parked.</summary>
public sealed class KeepStockOutDays(IndicatorsDb db, TimeProvider clock) : IHandleGroup<StockOutDaysChanged>
{
    private readonly HashSet<(string Facility, Month Month)> due = [];
    private readonly List<StockMonth> added = [];
    private readonly HashSet<StockMonth> changed = [];
    private Dictionary<(string, string, string), StockMonth> known = [];

    public async Task Load(IReadOnlyList<StockOutDaysChanged> group, CancellationToken ct) => known = await db.StockMonths
        .LockWithKeys(x => new { x.Facility, x.Clave, x.Month }, group.Select(x => new { x.Facility, x.Clave, x.Month }))
        .ToDictionaryAsync(x => (x.Facility, x.Clave, x.Month), ct);

    public Task Handle(StockOutDaysChanged message, CancellationToken ct)
    {
        if (Month.Parse(message.Month).Refused(out _, out var month) || !DateRules.IsPossible(month.First, clock.GetUtcNow()))
            throw new ImpossibleFactException($"Its month is {message.Month}.");
        var days = 0;
        foreach (var day in message.Days)
            days |= day >= 1 && day <= month.Days ? 1 << (day - 1) : throw new ImpossibleFactException($"A day of it is {day}.");
        var key = (message.Facility, message.Clave, message.Month);
        if (!known.TryGetValue(key, out var row))
            added.Add(known[key] = row = new StockMonth { Facility = message.Facility, Clave = message.Clave, Month = message.Month });
        else if (row.Version >= message.Version)
            return Task.CompletedTask;
        else
            changed.Add(row);
        (row.Version, row.Days, row.ClosedEmpty) = (message.Version, days, message.ClosedEmpty);
        due.Add((message.Facility, month));
        return Task.CompletedTask;
    }

    public async Task Complete(CancellationToken ct)
    {
        StockDays.Request(db, due);
        await db.UpdateAll([.. changed.Except(added)], ct);
        await db.InsertAll(added, ct);
    }
}
