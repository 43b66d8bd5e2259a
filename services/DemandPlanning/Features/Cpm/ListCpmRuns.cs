using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Cpm;

public static class ListCpmRuns
{
    public static void MapListCpmRuns(this IEndpointRouteBuilder planning) => planning.MapGet("/cpm/runs", Handle)
        .WithSummary("The runs, newest first: official, proposed by the schedule, or exploratory.")
        .Allow(Scope.Nation, Roles.Central, Roles.State, Roles.Dashboard, Roles.Auditor, Roles.Operator);

    private static async Task<Reply<Page<GetCpmRun.Response>>> Handle(
        string? asOf, int? window, string? after, int? limit, PlanningDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size) || ListCpm.ReadMonth(asOf).Refused(out why, out var month))
            return why;
        var runs = db.CpmRuns.AsNoTracking().Where(x => (month == null || x.AsOf == month) && (window == null || x.Window == window));
        if (int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            runs = runs.Where(x => x.Number < number);
        var rows = await runs.OrderByDescending(x => x.Number).Take(size + 1).ToListAsync(ct);
        var page = Pages.Of(rows, size, x => x.Number.ToString(CultureInfo.InvariantCulture));
        return new Page<GetCpmRun.Response>([.. page.Items.Select(GetCpmRun.Response.Of)], page.Next);
    }
}
