using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Reports;

public static class PutDailyReport
{
    /// <param name="Activity">False: nothing was dispensed that day.</param>
    public sealed record Request(bool? Activity);

    /// <param name="Version">Grows with each statement about the day.</param>
    public sealed record Response(string Facility, DateOnly Date, int Version, bool Activity) : IVersioned;

    public static void MapPutDailyReport(this IEndpointRouteBuilder dispensing) => dispensing.MapPut("/reports/{facility}/{date}", Handle)
        .WithSummary("States whether anything was dispensed on a day; a correction names the version it replaces in If-Match.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State);

    private static async Task<Reply<Response>> Handle(
        string facility, string date, Body<Request> body, Caller caller, IfMatch match, DispensingDb db, CancellationToken ct)
    {
        if (FacilityCode.Parse(facility).Refused(out var why, out var written)
            || ListPrescriptions.Date(date, default, "date").Refused(out why, out var day))
            return why;
        if (body.Value.Activity is not { } activity)
            return Refusals.Activity();
        return await db.Write<Outcome<Created<Response>>>(async () =>
        {
            var code = await db.Resolve(written, ct);
            if (!caller.Covers(written) && caller.MayActFor(code) is { } foreign)
                return foreign;
            var (now, zone) = (db.Origin.Clock.Now(), await db.Zone(code, ct));
            if (day > Zones.DateAt(now, zone))
                return Refusals.FutureReport();
            if (DateRules.LocalDate(day, now, zone, "date") is { } impossible)
                return impossible;
            var stored = await db.DailyReports.Where(x => x.Date == day && (x.Facility == code.Value || x.StatedFacility == written.Value))
                .ToListAsync(ct);
            var (version, own) = (stored.Sum(x => x.Version), stored.SingleOrDefault(x => x.StatedFacility == written.Value));
            var said = DailyReport.LastOf(stored)?.Activity;
            if (said == activity && own?.Activity == activity)
                return new Created<Response>(new(code.Value, day, version, activity), Repeated: true);
            if (said is not null && said != activity && match.MustBe(version) is { } stale)
                return stale;
            if (!activity && await RefuseIfRecorded(db, code, written, day, ct) is { } contradicted)
                return contradicted;

            if (own is null)
            {
                own = new DailyReport { StatedFacility = written.Value, Facility = code.Value, Date = day, State = code.State.Code };
                db.DailyReports.Add(own);
            }
            own.State = code.State.Code;
            (own.Facility, own.Activity, own.ReportedBy, own.ReportedAt) = (code.Value, activity, db.Origin.Subject, now);
            own.Version++;
            if (said is not null && said != activity)
                db.Audit("report.corrected", $"{code}/{day:yyyy-MM-dd}", $"version {version + 1}");
            db.Enqueue(own.ToFact());
            return new Created<Response>(new(code.Value, day, version + 1, activity), Repeated: said is not null);
        }, ct);
    }

    /// <summary>Null, or <c>dispensing.activity-recorded</c>: a day with prescriptions had activity.</summary>
    private static async Task<Refusal?> RefuseIfRecorded(
        DispensingDb db, FacilityCode code, FacilityCode written, DateOnly day, CancellationToken ct)
    {
        var recorded = await db.Prescriptions.CountAsync(x => x.LocalDate == day && x.Status == PrescriptionStatus.Recorded
            && (x.Facility == code.Value || x.StatedFacility == written.Value), ct);
        return recorded == 0 ? null : Refusals.ActivityRecorded(recorded);
    }
}
