using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Reports;

public static class PutDailyReport
{
    /// <param name="Activity">False: nothing was dispensed that day.</param>
    public sealed record Request(bool? Activity);

    public sealed record Response(string Facility, DateOnly Date, int Version, bool Activity) : IVersioned
    {
        public static Response Of(DailyReport x) => new(x.Facility, x.Date, x.Version, x.Activity);
    }

    public static void MapPutDailyReport(this IEndpointRouteBuilder dispensing) => dispensing.MapPut("/reports/{facility}/{date}", Handle)
        .WithSummary("States whether anything was dispensed on a day; a correction names the version it replaces in If-Match.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State);

    private static async Task<Reply<Response>> Handle(string facility, string date, Body<Request> body, Caller caller, IfMatch match, DispensingDb db, CancellationToken ct)
    {
        if (FacilityCode.Parse(facility).Refused(out var why, out var written) || ListPrescriptions.Date(date, default, "date").Refused(out why, out var day))
            return why;
        if (body.Value.Activity is not { } activity)
            return Refusal.Invalid("dispensing.activity", "Diga si hubo actividad ese día.", "activity");
        return await db.Write<Outcome<Created<Response>>>(async () =>
        {
            var code = await db.Resolve(written, ct);
            if (!caller.Covers(written) && caller.MayActFor(code) is { } foreign)
                return foreign;
            var now = db.Origin.Clock.Now();
            if (day > Zones.DateAt(now, await db.Zone(code, ct)))
                return Refusal.Invalid("dispensing.future-report", "Ese día no ha llegado en el establecimiento.", "date");
            var stored = await db.DailyReports.SingleOrDefaultAsync(x => x.Facility == code.Value && x.Date == day, ct);
            if (stored is not null && stored.Activity == activity)
                return new Created<Response>(Response.Of(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;

            var created = stored is null;
            if (created)
                db.DailyReports.Add(stored = new DailyReport { Facility = code.Value, Date = day, State = code.State.Code });
            (stored!.Activity, stored.ReportedBy, stored.ReportedAt) = (activity, db.Origin.Subject, now);
            stored.Version++;
            if (!created)
                db.Audit("report.corrected", $"{code}/{day:yyyy-MM-dd}", $"version {stored.Version}");
            db.Enqueue(stored.ToFact());
            return new Created<Response>(Response.Of(stored), Repeated: !created);
        }, ct);
    }
}
