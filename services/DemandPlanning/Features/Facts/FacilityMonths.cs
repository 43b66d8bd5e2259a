using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

internal static class FacilityMonths
{
    /// <summary>The row of the month, made when it is the first that is heard of it.</summary>
    public static async Task<FacilityMonth> Of(PlanningDb db, string facility, int month, CancellationToken ct) =>
        db.FacilityMonths.Local.SingleOrDefault(x => x.Facility == facility && x.Month == month)
        ?? await db.FacilityMonths.SingleOrDefaultAsync(x => x.Facility == facility && x.Month == month, ct)
        ?? db.FacilityMonths.Add(new FacilityMonth
        {
            Facility = facility, CurrentFacility = (await db.Resolve(FacilityCode.Stored(facility), ct)).Value, Month = month,
        }).Entity;
}
