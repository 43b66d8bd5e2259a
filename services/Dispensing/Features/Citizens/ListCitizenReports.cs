using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Citizens;

public static class ListCitizenReports
{
    public static void MapListCitizenReports(this IEndpointRouteBuilder dispensing) => dispensing.MapGet("/citizen-reports", Handle)
        .WithSummary("What citizens said was not filled, newest first, each beside the record with that folio where there is one; "
            + "open=true leaves those that were neither answered nor ended with a delivery.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<CitizenReportView>>> Handle(
        string? facility, bool? open, Guid? after, int? limit, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        caller = await caller.WithMovingRows(db, ct);
        var rows = db.CitizenReports.AsNoTracking().VisibleTo(caller, x => x.State, x => x.Facility, x => x.StatedFacility);
        if (facility is not null)
        {
            if (FacilityCode.Parse(facility).Refused(out why, out var code))
                return why;
            code = await db.Resolve(code, ct);
            if (caller.MayActFor(code) is { } foreign)
                return foreign;
            rows = rows.Where(x => x.Facility == code.Value || x.StatedFacility == code.Value);
        }
        if (open == true)
            rows = rows.Where(x => x.Answer == null && x.Delivery == null);
        if (after is { } last)
        {
            if (await db.CitizenReports.AsNoTracking().Where(x => x.Id == last).Select(x => (DateTimeOffset?)x.ReceivedAt)
                .SingleOrDefaultAsync(ct) is not { } at)
                return Refusals.Cursor();
            rows = rows.Where(x => x.ReceivedAt <= at && (x.ReceivedAt != at || x.Id.CompareTo(last) < 0));
        }
        rows = rows.OrderByDescending(x => x.ReceivedAt).ThenByDescending(x => x.Id).Take(size + 1);
        var page = Pages.Of(await rows.ToListAsync(ct), size, x => x.Id.ToString());
        return new Page<CitizenReportView>(await RecordsOfReports.With(db, [.. page.Items], ct), page.Next);
    }
}
