using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

public static class ListDuplicates
{
    public static void MapListDuplicates(this IEndpointRouteBuilder dispensing) => dispensing.MapGet("/duplicates", Handle)
        .WithSummary("Standing prescriptions of one facility, folio and date under different ids, for a person to judge.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<ListPrescriptions.Item>>> Handle(
        string? facility, Guid? after, int? limit, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size)
            || (await VisibleRows<Prescription>.Of(db, facility, caller, ct)).Refused(out why, out var visible))
            return why;
        var rows = visible.Rows.Where(x => x.DuplicateSince != null && (after == null || x.Id.CompareTo(after.Value) > 0))
            .OrderBy(x => x.Id).Take(size + 1);
        return Pages.Of(await rows.Select(x => ListPrescriptions.Item.Of(x)).ToListAsync(ct), size, x => x.Id.ToString());
    }
}
