using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Demand;

public static class ListDemandPeriods
{
    public static void MapListDemandPeriods(this IEndpointRouteBuilder planning) => planning.MapGet("/demand", Handle)
        .WithSummary("Periods and their editions, each with how far it is.")
        .Allow(Scope.Nation, Roles.Central, Roles.State, Roles.Warehouse, Roles.Dashboard, Roles.Auditor);

    private static async Task<Reply<Page<EditionView>>> Handle(string? period, string? after, int? limit, PlanningDb db,
        CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var of = Codes.Normalise(period);
        var editions = db.Editions.AsNoTracking().Where(x => of == "" || x.Period == of);
        if (after?.Split('|') is [var last, var number]
            && int.TryParse(number, System.Globalization.NumberStyles.None, null, out var edition))
            editions = editions.Where(x => x.Period.CompareTo(last) >= 0 && (x.Period != last || x.Edition > edition));
        var rows = await editions.OrderBy(x => x.Period).ThenBy(x => x.Edition).Take(size + 1).ToListAsync(ct);
        var page = Pages.Of(rows, size, x => $"{x.Period}|{x.Edition}");
        var periods = page.Items.Select(x => x.Period).Distinct().ToList();
        var asked = await db.Requests.AsNoTracking().Where(x => periods.Contains(x.Period)).GroupBy(x => new { x.Period, x.Edition })
            .Select(x => new { x.Key.Period, x.Key.Edition, Count = x.Count() })
            .ToDictionaryAsync(x => (x.Period, x.Edition), x => x.Count, ct);
        return new Page<EditionView>(
            [.. page.Items.Select(x => EditionView.Of(x) with { Requests = asked.GetValueOrDefault((x.Period, x.Edition)) })], page.Next);
    }
}
