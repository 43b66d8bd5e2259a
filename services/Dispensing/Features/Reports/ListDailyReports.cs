using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Dispensing.Features.Reports;

public static class ListDailyReports
{
    /// <param name="Status">
    /// <c>reported</c>: prescriptions were recorded; <c>withoutActivity</c>: it was stated that nothing was dispensed; <c>missing</c>:
    /// neither, though it had to report; <c>notExpected</c>: neither, and it had not to; <c>ahead</c>: the day has not come.
    /// </param>
    /// <param name="Version">Of the statement about the day, for If-Match; null: there is none.</param>
    public sealed record Day(
        DateOnly Date, bool Expected,
        [OneOf(ReportedDay.Reported, ReportedDay.WithoutActivity, ReportedDay.Missing, ReportedDay.NotExpected, ReportedDay.Ahead)]
        string Status, int Prescriptions, int? Version);

    /// <param name="Expected">Days up to today on which it had to report.</param>
    /// <param name="Reporting">Of them, those on which it did, as the figures' coverage counts them.</param>
    /// <param name="WithoutActivity">Of those, the ones that it stated to be without activity.</param>
    public sealed record Response(
        string Facility, string Month, string TimeZone, int Expected, int Reporting, int WithoutActivity, int Missing,
        IReadOnlyList<Day> Days);

    public static void MapListDailyReports(this IEndpointRouteBuilder dispensing) => dispensing.MapGet("/reports/{facility}", Handle)
        .WithSummary("Each day of a facility's month: whether it had to report and what it reported, by the rule of the figures' "
            + "coverage. Without a month it is the present one.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Response>> Handle(
        string facility, string? month, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (FacilityCode.Parse(facility).Refused(out var why, out var code))
            return why;
        code = await db.Resolve(code, ct);
        var zone = await db.Zone(code, ct);
        var (today, of) = (Zones.DateAt(db.Origin.Clock.Now(), zone), default(Month));
        if (month is null)
            of = Month.Of(today);
        else if (Month.Parse(month).Refused(out why, out of))
            return why;
        if ((await VisibleRows<Prescription>.Of(db, code.Value, caller, ct)).Refused(out why, out var visible))
            return why;
        var (first, last) = (of.First, of.Last);
        var counts = await visible.Rows
            .Where(x => x.LocalDate >= first && x.LocalDate <= last && x.Status == PrescriptionStatus.Recorded)
            .GroupBy(x => x.LocalDate).Select(x => new { Date = x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Date, x => x.Count, ct);
        var moving = (await db.MovingCodes([code.Value], ct))[code.Value].ToList();
        var said = (await db.DailyReports.AsNoTracking().Where(x => x.Date >= first && x.Date <= last
            && (x.Facility == code.Value || moving.Contains(x.StatedFacility))).ToListAsync(ct)).ToLookup(x => x.Date);
        var versions = await db.Facilities.AsNoTracking().Where(x => x.Code == code.Value).OrderBy(x => x.Version).ToListAsync(ct);
        var days = Enumerable.Range(0, of.Days).Select(x => first.AddDays(x)).Select(date => ReportedDay.Of(
            date, MustReport(versions, date), today, counts.GetValueOrDefault(date),
            DailyReport.LastOf(said[date]) is { Activity: false })).ToList();
        var expected = days.FindAll(x => x.Expected);
        return new Response(
            code.Value, of.ToString(), zone, expected.Count, expected.Count(x => x.Status != ReportedDay.Missing),
            expected.Count(x => x.Status == ReportedDay.WithoutActivity), expected.Count(x => x.Status == ReportedDay.Missing),
            days.ConvertAll(x => new Day(
                x.Date, x.Expected, x.Status, x.Prescriptions, said[x.Date].Any() ? said[x.Date].Sum(report => report.Version) : null)));
    }

    // Nobody expects a facility to report of which the catalogue has not told; else the version counts that is valid on the date.
    private static bool MustReport(List<KnownFacility> versions, DateOnly date) =>
        (versions.FindLast(x => x.ValidFrom <= date) ?? versions.FirstOrDefault()) is { } at && FacilityKind.IsUnit(at.Kind)
            && new ReportingDays(at.OpensOn, at.ClosesOn, Weekdays.Stored(at.OpenWeekdays)).Has(date);
}
