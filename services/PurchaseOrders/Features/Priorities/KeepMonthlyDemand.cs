using Microsoft.EntityFrameworkCore;
using Supply.Contracts.DemandPlanning;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Priorities;

/// <summary>Keeps a buyer's monthly demand; the buyer's open orders are given their new priority by
/// <see cref="PrioritiseOrders"/>.</summary>
public sealed class KeepMonthlyDemand(OrdersDb db, TimeProvider clock) : IHandle<DemandApproved>
{
    public async Task Handle(DemandApproved message, CancellationToken ct)
    {
        if (Month.Parse(message.From).Refused(out _, out var from)
            || DateRules.PlannedMonth(from, DateOnly.FromDateTime(clock.Now().UtcDateTime), "from") is not null)
            throw new ImpossibleFactException($"Its period begins in {message.From}.");
        var period = await db.ApprovedPeriods.SingleOrDefaultAsync(x => x.Period == message.Period && x.Buyer == message.Buyer, ct);
        if (period is null)
            db.ApprovedPeriods.Add(period = new ApprovedPeriod { Period = message.Period, Buyer = message.Buyer });
        else if (period.Version >= message.Version)
            return;
        period.Version = message.Version;

        await db.MonthlyDemands.Where(x => x.Period == message.Period && x.Buyer == message.Buyer).ExecuteDeleteAsync(ct);
        db.MonthlyDemands.AddRange(message.Lines.Select(x => new MonthlyDemand
        {
            Period = message.Period, Buyer = message.Buyer, Clave = x.Clave, BeginsOn = from.First, Monthly = x.Monthly,
        }));
        await db.Orders.Where(x => x.Buyer == message.Buyer && x.Open)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.PriorityMark, row => row.PriorityMark + 1), ct);
    }
}
