using Microsoft.EntityFrameworkCore;
using Supply.Contracts.DemandPlanning;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

internal static class PublishedDemand
{
    /// <summary>All who have a line in the edition or had one in an earlier one.</summary>
    public static IQueryable<string> BuyersOf(this PlanningDb db, DemandEdition edition) =>
        db.Lines.Where(x => x.Period == edition.Period && x.Edition <= edition.Edition && x.Consolidated != null).Select(x => x.Buyer)
            .Distinct();

    /// <summary>What the published edition says of one buyer.</summary>
    public static async Task<DemandApproved> Approved(this PlanningDb db, DemandEdition edition, string buyer, CancellationToken ct)
    {
        var lines = await db.LinesOf(edition).Where(x => x.Buyer == buyer && x.Consolidated != null).OrderBy(x => x.Clave)
            .Select(x => new { x.Clave, Max = x.Consolidated!.Value, Min = x.Min!.Value }).ToListAsync(ct);
        var at = edition.PublishedAt!.Value;
        return new DemandApproved(edition.Period, buyer, edition.Edition, at, at, Zones.DateAt(at, Zones.Default),
            Consumption.MonthOf(edition.From).ToString(), edition.Months,
            [.. lines.Select(x => new ApprovedDemand(x.Clave, Domain.Demand.Monthly(x.Max, edition.Months), x.Min, x.Max))]);
    }
}
