using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>Keeps the days on which a pair ended empty at the newest version that has arrived. A message with a malformed month is parked.</summary>
[SavedTogether]
public sealed class KeepStockOutDays(PlanningDb db) : IHandle<StockOutDaysChanged>
{
    public async Task Handle(StockOutDaysChanged message, CancellationToken ct)
    {
        var month = Consumption.Key(Month.Parse(message.Month).Value);
        var row = await db.StockMonths.FindAsync([message.Facility, message.Clave, month], ct);
        if (row is null)
            db.StockMonths.Add(row = new StockMonth { Facility = message.Facility, Clave = message.Clave, Month = month });
        else if (row.Version >= message.Version)
            return;
        (row.Version, row.EmptyDays) = (message.Version, DayMask.Of(message.Days));
        (row.ClosedEmpty, row.KnownFrom) = (message.ClosedEmpty, message.KnownFrom);
    }
}

/// <summary>Keeps what a pair has and what is on its way at the newest version that has arrived.</summary>
[SavedTogether]
public sealed class KeepStockPosition(PlanningDb db) : IHandle<StockPositionChanged>
{
    public async Task Handle(StockPositionChanged message, CancellationToken ct)
    {
        var row = await db.StockPositions.FindAsync([message.Facility, message.Clave], ct);
        if (row is null)
            db.StockPositions.Add(row = new StockPosition { Facility = message.Facility, Clave = message.Clave });
        else if (row.Version >= message.Version)
            return;
        (row.Version, row.Usable, row.InTransit, row.KnownFrom) = (message.Version, message.Usable, message.InTransit, message.KnownFrom);
    }
}
