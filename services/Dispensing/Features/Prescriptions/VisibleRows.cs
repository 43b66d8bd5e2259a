using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>The rows that the caller may see, of one facility where one is named.</summary>
internal sealed record VisibleRows<T>(IQueryable<T> Rows)
    where T : class, IStatedAt
{
    public static async Task<Outcome<VisibleRows<T>>> Of(DispensingDb db, string? facility, Caller caller, CancellationToken ct)
    {
        caller = await caller.WithMovingRows(db, ct);
        var all = db.Set<T>().AsNoTracking();
        var rows = caller.HasMovingRows
            ? all.VisibleTo(caller, x => x.State, x => x.Facility, x => x.StatedFacility)
            : all.VisibleTo(caller, x => x.State, x => x.Facility);
        if (facility is null)
            return new VisibleRows<T>(rows);
        if (FacilityCode.Parse(facility).Refused(out var why, out var code))
            return why;
        code = await db.Resolve(code, ct);
        if (caller.MayActFor(code) is { } foreign)
            return foreign;
        return (await db.MovingCodes([code.Value], ct))[code.Value].ToList() is { Count: > 0 } moving
            ? new VisibleRows<T>(rows.Where(x =>
                x.Facility == code.Value || x.StatedFacility == code.Value || moving.Contains(x.StatedFacility)))
            : new VisibleRows<T>(rows.Where(x => x.Facility == code.Value));
    }
}
