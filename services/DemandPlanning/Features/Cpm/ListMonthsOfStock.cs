using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Cpm;

/// <summary>
/// Stock and consumption meet here: positions as Inventory told them last, and the planning quantities of the official run. Who has no
/// planning quantity has no months, rather than none or for ever.
/// </summary>
public static class ListMonthsOfStock
{
    /// <param name="Code">Facility or state; empty for the nation.</param>
    /// <param name="Usable">Pieces of all facilities under it, warehouses included, as they were last told.</param>
    /// <param name="InTransit">Pieces on their way to them.</param>
    /// <param name="PlanningQuantity">Pieces a month; null where there are too few months for a value.</param>
    /// <param name="Months">Usable over planning quantity, 2 decimals, half away from zero.</param>
    /// <param name="MonthsWithTransit">The same of usable and in transit.</param>
    /// <param name="AsOf">The last month of the run's window.</param>
    public sealed record Item(
        [OneOf(CpmValue.Nation, CpmValue.OfState, CpmValue.Facility)] string Level, string Code, string Clave,
        long Usable, long InTransit, long? PlanningQuantity,
        decimal? Months, decimal? MonthsWithTransit, int InsufficientChildren, string Rule, string AsOf, Guid Run);

    public static void MapListMonthsOfStock(this IEndpointRouteBuilder planning) => planning.MapGet("/months-of-stock", Handle)
        .WithSummary("How long the usable stock lasts at the planning quantity of the official run, by clave; of the nation, a state or a "
            + "facility.")
        .Allow(Scope.Facility, Roles.Central, Roles.State, Roles.Warehouse, Roles.Pharmacy, Roles.Dashboard, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        [OneOf(CpmValue.Nation, CpmValue.OfState, CpmValue.Facility)] string? level, string? code, string? clave, string? asOf, int? window,
        string? after, int? limit, Caller caller, PlanningDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size) || ListCpm.ReadMonth(asOf).Refused(out why, out var month))
            return why;
        string? named = null;
        if (clave is not null)
        {
            if (Clave.Parse(clave).Refused(out why, out var parsed))
                return why;
            named = parsed.Value;
        }
        if ((await Place(db, level ?? CpmValue.Nation, code, caller, ct)).Refused(out why, out var of))
            return why;
        if (await OfficialCpm.Find(db, month, window, ct) is not { } run)
            return month is null && window is null
                ? new Page<Item>([], null) // devices ask for it every hour: before the first official run nobody has months
                : await OfficialCpm.Missing(db, month, window, ct);
        var from = Texts.Line(after);
        var codes = of.Level == CpmValue.Facility
            ? [of.Code, .. await db.Predecessors.Where(x => x.Current == of.Code).Select(x => x.Code).ToListAsync(ct)]
            : new List<string> { of.Code };
        // A code that the facility had before has values of its own.
        var values = await db.CpmValues.AsNoTracking()
            .Where(x => x.Run == run.Id && x.Level == of.Level && codes.Contains(x.Code)
                && (named == null || x.Clave == named) && x.Clave.CompareTo(from) > 0)
            .GroupBy(x => x.Clave)
            .Select(x => new
            {
                Clave = x.Key, Any = x.Max(y => y.PlanningQuantity), Sum = x.Sum(y => y.PlanningQuantity),
                Insufficient = x.Sum(y => y.Insufficient),
            })
            .OrderBy(x => x.Clave).Take(size + 1).ToListAsync(ct);
        var claves = values.ConvertAll(x => x.Clave);
        var stock = (await Positions(db, of).Where(x => claves.Contains(x.Clave)).GroupBy(x => x.Clave)
            .Select(x => new { x.Key, Usable = x.Sum(y => y.Usable), InTransit = x.Sum(y => y.InTransit) }).ToListAsync(ct))
            .ToDictionary(x => x.Key, x => (x.Usable, x.InTransit));
        return Pages.Of(values.ConvertAll(x =>
        {
            var ((usable, inTransit), planned) = (stock.GetValueOrDefault(x.Clave), x.Any is null ? null : x.Sum);
            return new Item(of.Level, of.Code, x.Clave, usable, inTransit, planned, MonthsOfStock.Of(usable, planned),
                MonthsOfStock.Of(usable + inTransit, planned), of.Level == CpmValue.Facility ? 0 : x.Insufficient, Domain.Cpm.Rule,
                Consumption.MonthOf(run.AsOf).ToString(), run.Id);
        }), size, x => x.Clave);
    }

    private static IQueryable<StockPosition> Positions(PlanningDb db, CpmPlace of) => of.Level switch
    {
        CpmValue.Facility => db.StockPositions.AsNoTracking().Where(x => x.CurrentFacility == of.Code),
        CpmValue.OfState => db.StockPositions.AsNoTracking()
            .Where(x => db.Facilities.Any(f => f.Code == x.CurrentFacility && f.Latest && f.State == of.Code)),
        _ => db.StockPositions.AsNoTracking(),
    };

    private static async Task<Outcome<CpmPlace>> Place(PlanningDb db, string level, string? code, Caller caller, CancellationToken ct)
    {
        if (level == CpmValue.Facility)
        {
            if (FacilityCode.Parse(code ?? caller.Facility, "code").Refused(out var why, out var facility))
                return why;
            facility = await db.Resolve(facility, ct);
            return caller.MayActFor(facility, "code") is { } foreign ? foreign : new CpmPlace(level, facility.Value);
        }
        if (level == CpmValue.OfState)
        {
            if (FederalState.Parse(code ?? caller.State, "code").Refused(out var why, out var state))
                return why;
            return caller.MayActFor(state, "code") is { } foreign ? foreign : new CpmPlace(level, state.Code);
        }
        return level == CpmValue.Nation ? new CpmPlace(level, "") : Refusals.Level("level");
    }

    private readonly record struct CpmPlace(string Level, string Code);
}
