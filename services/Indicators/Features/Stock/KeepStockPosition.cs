using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Inventory;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Stock;

/// <summary>Keeps since when a facility has a clave and since when it has run out of it; months of which that says something new are
/// stated again.</summary>
public sealed class KeepStockPosition(IndicatorsDb db, TimeProvider clock) : IHandleGroup<StockPositionChanged>
{
    private readonly HashSet<(string Facility, Month Month)> due = [];
    private readonly List<StockPair> added = [];
    private readonly HashSet<StockPair> changed = [];
    private Dictionary<(string, string), StockPair> known = [];

    public async Task Load(IReadOnlyList<StockPositionChanged> group, CancellationToken ct) => known = await db.StockPairs
        .LockWithKeys(x => new { x.Facility, x.Clave }, group.Select(x => new { x.Facility, x.Clave }))
        .ToDictionaryAsync(x => (x.Facility, x.Clave), ct);

    public Task Handle(StockPositionChanged message, CancellationToken ct)
    {
        if (message.KnownFrom is { } from && !DateRules.IsPossible(from, clock.GetUtcNow()))
            throw new ImpossibleFactException($"Its stock is known from {from:yyyy-MM-dd}.");
        var key = (message.Facility, message.Clave);
        if (!known.TryGetValue(key, out var row))
            added.Add(known[key] = row = new StockPair { Facility = message.Facility, Clave = message.Clave });
        else if (row.Version >= message.Version)
            return Task.CompletedTask;
        else
            changed.Add(row);
        var (knownFrom, emptyFrom) = (row.KnownFrom, row.EmptyFrom);
        row.Version = message.Version;
        row.KnownFrom = message.KnownFrom;
        row.EmptyFrom = message.Usable > 0 ? null : row.EmptyFrom ?? message.LocalDate;
        Request(message.Facility, knownFrom != row.KnownFrom ? Earlier(knownFrom, row.KnownFrom) : Earlier(emptyFrom, row.EmptyFrom),
            (knownFrom, emptyFrom) != (row.KnownFrom, row.EmptyFrom));
        return Task.CompletedTask;
    }

    public async Task Complete(CancellationToken ct)
    {
        StockDays.Request(db, due);
        await db.UpdateAll([.. changed.Except(added)], ct);
        await db.InsertAll(added, ct);
    }

    private void Request(string facility, DateOnly? from, bool isNew)
    {
        var last = Month.Of(StockDays.Through(clock.GetUtcNow()));
        for (var month = isNew && from is { } first ? Month.Of(first) : last.Add(1); month <= last; month = month.Add(1))
            due.Add((facility, month));
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;
}
