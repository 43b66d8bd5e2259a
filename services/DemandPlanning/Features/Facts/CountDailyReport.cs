using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>A statement of no activity makes its month a reported one; a statement that there was some does not, the prescriptions
/// do.</summary>
public sealed class CountDailyReport(PlanningDb db) : IHandleGroup<DailyReportMade>
{
    private Dictionary<(string, DateOnly), CountedReport> reports = [];
    private MonthlyRows months = null!;

    public async Task Load(IReadOnlyList<DailyReportMade> group, CancellationToken ct)
    {
        reports = (await db.Reports.LockWithKeys(
            x => new { x.Facility, x.Day }, group.Select(x => new { x.Facility, Day = x.LocalDate })).ToListAsync(ct))
            .ToDictionary(x => (x.Facility, x.Day));
        months = await MonthlyRows.Lock(db, [.. group.Select(x => (x.Facility, Consumption.Key(x.LocalDate)))], [], ct);
    }

    public Task Handle(DailyReportMade message, CancellationToken ct)
    {
        var key = (message.Facility, message.LocalDate);
        if (!reports.TryGetValue(key, out var report))
            reports[key] = db.Reports.Add(report = new CountedReport { Facility = message.Facility, Day = message.LocalDate }).Entity;
        else if (report.Version >= message.Version)
            return Task.CompletedTask;
        if (report.Activity != message.Activity)
            months.Month(message.Facility, Consumption.Key(message.LocalDate)).Statements += message.Activity ? -1 : 1;
        (report.Version, report.Activity) = (message.Version, message.Activity);
        return Task.CompletedTask;
    }
}
