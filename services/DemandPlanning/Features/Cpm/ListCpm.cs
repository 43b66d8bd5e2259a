using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Features.Demand;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;

namespace Supply.DemandPlanning.Features.Cpm;

public static class ListCpm
{
    /// <param name="Code">Facility, by the code that it has now; buyer or state; empty for the nation.</param>
    /// <param name="Cpm">Pieces a month, 4 decimals; null unless computed.</param>
    /// <param name="PlanningQuantity">Whole pieces a month; one taken from demand is in the sums once central supply has approved
    /// it.</param>
    /// <param name="InsufficientChildren">Facilities under a sum that have too few months for a value.</param>
    /// <param name="FromDemandChildren">Facilities under a sum whose quantity is only asked for, approved or not.</param>
    /// <param name="SetAside">Facilities under a sum that could not be computed: it lacks them.</param>
    /// <param name="Approved">A quantity from demand that is in the sums.</param>
    /// <param name="Standing">Of the run: <c>official</c>, or <c>proposed</c> or <c>exploratory</c> where one was asked for by its
    /// id.</param>
    /// <param name="Months">The evidence of a facility's value; empty for sums.</param>
    public sealed record Item(
        [OneOf(typeof(CpmValue))] string Level, string Code, string Clave, decimal? Cpm, long? PlanningQuantity,
        [OneOf(Domain.Cpm.Computed, Domain.Cpm.Insufficient, Domain.Cpm.FromDemand)] string Status, int InsufficientChildren,
        int FromDemandChildren, bool Approved, string Rule, string AsOf, int Window, Guid Run,
        [OneOf("official", "proposed", "exploratory")] string Standing,
        IReadOnlyList<MonthEvidence> Months, int SetAside = 0);

    public static void MapListCpm(this IEndpointRouteBuilder planning) => planning.MapGet("/cpm", Handle)
        .WithSummary("CPM of a month's official run, or of the run that is named; callers with a place see the nation and their own.")
        .Allow(Scope.Facility, Roles.Central, Roles.State, Roles.Warehouse, Roles.Pharmacy, Roles.Dashboard, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        [OneOf(typeof(CpmValue))] string? level, string? code, string? clave,
        [OneOf(Domain.Cpm.Computed, Domain.Cpm.Insufficient, Domain.Cpm.FromDemand)] string? status, string? asOf, int? window, Guid? run,
        string? after, int? limit, Caller caller, PlanningDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size)
            || ReadMonth(asOf).Refused(out why, out var month)
            || ReadClave(clave).Refused(out why, out var named))
            return why;
        level ??= CpmValue.Nation;
        if (level is not (CpmValue.Nation or CpmValue.OfState or CpmValue.Buyer or CpmValue.Facility))
            return Refusals.Level("level");
        var of = Codes.Normalise(code);
        if (level == CpmValue.Facility && of.Length > 0)
        {
            if (FacilityCode.Parse(of, "code").Refused(out why, out var facility))
                return why;
            facility = await db.Resolve(facility, ct);
            if (caller.MayActFor(facility, "code") is { } foreign)
                return foreign;
            of = facility.Value;
        }
        // A caller with one facility sees it also by the codes that it had before.
        if (level == CpmValue.Facility && of.Length == 0 && caller is { Facility: { } own, Places.Count: 1 })
            of = own;
        if (level == CpmValue.OfState && of.Length > 0 && FederalState.Parse(of, "code") is var state)
        {
            if (state.Refusal is not null || caller.MayActFor(state.Value, "code") is not null)
                return state.Refusal ?? caller.MayActFor(state.Value, "code")!;
            of = state.Value.Code;
        }
        if ((await Run(db, run, month, window, ct)).Refused(out why, out var shown))
            return why;
        if (level == CpmValue.Buyer)
        {
            var listed = db.CpmValues.Where(x => x.Run == shown.Id && x.Level == CpmValue.Buyer).Select(x => x.Code);
            if ((await Buyers.Filter(db, code, listed, "code", ct)).Refused(out why, out var buyer))
                return why;
            of = buyer ?? "";
        }

        var former = level == CpmValue.Facility && of != ""
            ? await db.Predecessors.Where(x => x.Current == of).Select(x => x.Code).ToListAsync(ct)
            : [];
        string[] codes = [of, .. former];
        if (status is not (null or Domain.Cpm.Computed or Domain.Cpm.Insufficient or Domain.Cpm.FromDemand))
            return Refusals.CpmStatus("status");
        var values = db.CpmValues.AsNoTracking()
            .Where(x => x.Run == shown.Id && x.Level == level && (of == "" || codes.Contains(x.Code)) && (named == "" || x.Clave == named)
                && (status == null || x.Status == status));
        if (level == CpmValue.Facility && of == "")
            values = values.VisibleTo(caller, x => x.State, x => x.Code);
        else if (level is not (CpmValue.Nation or CpmValue.Facility))
            values = values.VisibleTo(caller, x => x.State);
        if (after?.Split('|') is [var lastCode, var lastClave])
            values = values.Where(x => x.Code.CompareTo(lastCode) >= 0 && (x.Code != lastCode || x.Clave.CompareTo(lastClave) > 0));
        var rows = await values.OrderBy(x => x.Code).ThenBy(x => x.Clave).Take(size + 1).ToListAsync(ct);
        var page = Pages.Of(rows, size, x => $"{x.Code}|{x.Clave}");
        var current = level == CpmValue.Facility ? await db.Resolve(page.Items.Select(x => x.Code), ct) : null;
        var setAside = await SetAside(db, shown.Id, level, ct);
        return new Page<Item>(
            [.. page.Items.Select(x => Of(x, current?[x.Code] ?? x.Code, shown, setAside.GetValueOrDefault(x.Code)))], page.Next);
    }

    /// <summary>How many facilities each sum of the level lacks.</summary>
    private static async Task<Dictionary<string, int>> SetAside(PlanningDb db, Guid run, string level, CancellationToken ct)
    {
        if (level == CpmValue.Facility)
            return [];
        var missing = db.CpmSetAside.Where(x => x.Run == run);
        var codes = level switch
        {
            CpmValue.Nation => missing.Select(_ => ""),
            CpmValue.OfState => missing.Select(x => x.State),
            _ => missing.Select(x => x.BuyerCode),
        };
        return await codes.GroupBy(x => x).Select(x => new { x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Key, x => x.Count, StringComparer.Ordinal, ct);
    }

    // The one that is named, finished or not, must be of the month and window that are named beside it.
    private static async Task<Outcome<CpmRun>> Run(PlanningDb db, Guid? named, int? asOf, int? window, CancellationToken ct)
    {
        if (named is null)
            return await OfficialCpm.Find(db, asOf, window, ct) is { } official ? official
                : await OfficialCpm.Missing(db, asOf, window, ct);
        return await db.CpmRuns.AsNoTracking().SingleOrDefaultAsync(
            x => x.Id == named && (asOf == null || x.AsOf == asOf) && (window == null || x.Window == window), ct) is { } run
            ? run
            : Refusals.NoSuchRun("run");
    }

    internal static Outcome<int?> ReadMonth(string? text) =>
        text is null ? (int?)null : Month.Parse(text, "asOf").Refused(out var why, out var month) ? why : Consumption.Key(month);

    private static Outcome<string> ReadClave(string? text) =>
        text is null ? "" : Clave.Parse(text).Refused(out var why, out var clave) ? why : clave.Value;

    private static Item Of(CpmValue x, string code, CpmRun run, int setAside)
    {
        var isSum = x.Level != CpmValue.Facility;
        return new(x.Level, code, x.Clave, x.Cpm, x.PlanningQuantity, x.Status, isSum ? x.Insufficient : 0, isSum ? x.FromDemand : 0,
            !isSum && x.FromDemand > 0 && x.Planned > 0,
            Domain.Cpm.Rule, Consumption.MonthOf(run.AsOf).ToString(), run.Window, run.Id, run.Standing,
            x.Months.Length == 0 ? [] : MessageJson.Read<MonthEvidence[]>(x.Months), setAside);
    }
}
