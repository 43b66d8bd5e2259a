using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>A statement of no activity makes its month a reported one; a statement that there was some does not, the prescriptions
/// do.</summary>
public sealed class CountDailyReport(PlanningDb db) : IHandle<DailyReportMade>
{
    private readonly ConsumptionLock consumption = new(db);

    public async Task Handle(DailyReportMade message, CancellationToken ct)
    {
        await consumption.Take(ct);
        var report = await db.Reports.SingleOrDefaultAsync(x => x.Facility == message.Facility && x.Day == message.LocalDate, ct);
        if (report is null)
            db.Reports.Add(report = new CountedReport { Facility = message.Facility, Day = message.LocalDate });
        else if (report.Version >= message.Version)
            return;
        if (report.Activity != message.Activity)
        {
            var month = await FacilityMonths.Of(db, message.Facility, Consumption.Key(message.LocalDate), ct);
            month.Statements += message.Activity ? -1 : 1;
            month.Version++;
        }
        (report.Version, report.Activity) = (message.Version, message.Activity);
    }
}
