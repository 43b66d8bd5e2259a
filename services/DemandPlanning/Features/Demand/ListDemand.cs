using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Demand;

public static class ListDemand
{
    /// <summary>A line, or the sum of lines: pieces for the whole period, null where no line has the quantity.</summary>
    /// <param name="Max">The consolidated quantity.</param>
    /// <param name="Claves">Of lines that are asked for or consolidated; in the total only, as is <paramref name="Buyers"/>.</param>
    /// <param name="MinDeviates">Lines whose imported minimum is not the rule's.</param>
    /// <param name="Deviates">Lines whose request is far from the CPM-based quantity.</param>
    /// <param name="Rounded">Lines whose monthly consumption times the months was no whole number.</param>
    public sealed record Item(
        string? Clave, string? Buyer, long? Requested, long? CpmBased, long? Consolidated, long? Min, long? Max,
        int MinDeviates, int Deviates, int Rounded, int Lines, int? Claves = null, int? Buyers = null, string? Justification = null,
        int? Version = null);

    public static void MapListDemand(this IEndpointRouteBuilder planning) => planning.MapGet("/demand/{period}", Handle)
        .WithSummary("Demand of a period by line, clave, buyer or in total; a state sees its own buyers. edition: an earlier version.")
        .Allow(Scope.State, Roles.Central, Roles.State, Roles.Warehouse, Roles.Dashboard, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string period, [OneOf("line", "clave", "buyer", "total")] string? group, string? buyer, string? clave, int? edition, string? after,
        int? limit, Caller caller, PlanningDb db, CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name) || Pages.Limit(limit).Refused(out why, out var size))
            return why;
        var item = Codes.Normalise(clave);
        if (item.Length > 0 && Clave.Parse(item).Refused(out why, out _))
            return why;
        var number = await db.Editions.Where(x => x.Period == name && x.Status != DemandStatus.Opening
            && (edition == null || x.Edition == edition))
            .OrderByDescending(x => x.Edition).Select(x => (int?)x.Edition).FirstOrDefaultAsync(ct);
        if (number is null)
            return Periods.Unknown;
        var all = db.Lines.AsNoTracking().Where(x => x.Period == name && x.Edition == number);
        if ((await Buyers.Filter(db, buyer, all.Select(x => x.Buyer), "buyer", ct)).Refused(out why, out var of))
            return why;
        var lines = all.Where(x => (of == null || x.Buyer == of) && (item == "" || x.Clave == item)).VisibleTo(caller, x => x.State);
        return group switch
        {
            null or "line" => await Lines(lines, after, size, ct),
            "clave" => await Sums(lines.GroupBy(x => x.Clave), after, size, x => x.As(clave: x.Key), ct),
            "buyer" => await Sums(lines.GroupBy(x => x.Buyer), after, size, x => x.As(buyer: x.Key), ct),
            "total" => await Total(lines, ct),
            _ => Refusals.Group("group"),
        };
    }

    private static async Task<Page<Item>> Lines(IQueryable<DemandLine> lines, string? after, int size, CancellationToken ct)
    {
        if (after?.Split('|') is [var lastClave, var lastBuyer])
            lines = lines.Where(x => x.Clave.CompareTo(lastClave) >= 0 && (x.Clave != lastClave || x.Buyer.CompareTo(lastBuyer) > 0));
        var rows = await lines.OrderBy(x => x.Clave).ThenBy(x => x.Buyer).Take(size + 1).ToListAsync(ct);
        var page = Pages.Of(rows, size, x => $"{x.Clave}|{x.Buyer}");
        return new([.. page.Items.Select(x => new Item(x.Clave, x.Buyer, x.Requested, x.CpmBased, x.Consolidated, x.Min, x.Consolidated,
            x.MinDeviates ? 1 : 0, x.Deviates ? 1 : 0, x.Rounded ? 1 : 0, 1, Justification: x.Justification,
            Version: x.Version))], page.Next);
    }

    private static async Task<Page<Item>> Sums(IQueryable<IGrouping<string, DemandLine>> groups, string? after, int size,
        Func<Parts, Item> item, CancellationToken ct)
    {
        if (after is not null)
            groups = groups.Where(x => x.Key.CompareTo(after) > 0);
        var rows = await groups.OrderBy(x => x.Key).Select(parts).Take(size + 1).ToListAsync(ct);
        var page = Pages.Of(rows, size, x => x.Key);
        return new([.. page.Items.Select(item)], page.Next);
    }

    // Lines that only the CPM knows are nobody's demand yet, and are not counted as such.
    private static async Task<Page<Item>> Total(IQueryable<DemandLine> lines, CancellationToken ct)
    {
        var total = await lines.GroupBy(_ => "").Select(parts).SingleOrDefaultAsync(ct) ?? new Parts("", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var asked = lines.Where(x => x.Requested != null || x.Consolidated != null);
        var (claves, buyers) = (await asked.Select(x => x.Clave).Distinct().CountAsync(ct), await asked.Select(x => x.Buyer).Distinct()
            .CountAsync(ct));
        return new([total.As() with { Claves = claves, Buyers = buyers }], null);
    }

    private static readonly Expression<Func<IGrouping<string, DemandLine>, Parts>> parts = x => new Parts(
        x.Key,
        x.Sum(y => y.Requested ?? 0), x.Count(y => y.Requested != null),
        x.Sum(y => y.CpmBased ?? 0), x.Count(y => y.CpmBased != null),
        x.Sum(y => y.Consolidated ?? 0), x.Sum(y => y.Min ?? 0), x.Count(y => y.Consolidated != null),
        x.Count(y => y.MinDeviates), x.Count(y => y.Deviates), x.Count(y => y.Rounded), x.Count());

    /// <summary>Sums with how many lines have the quantity, so that none is told from zero.</summary>
    private sealed record Parts(
        string Key, long Requested, int WithRequest, long CpmBased, int WithCpm, long Consolidated, long Min, int WithConsolidated,
        int MinDeviates, int Deviates, int Rounded, int Lines)
    {
        public Item As(string? clave = null, string? buyer = null) => new(
            clave, buyer, WithRequest > 0 ? Requested : null, WithCpm > 0 ? CpmBased : null,
            WithConsolidated > 0 ? Consolidated : null, WithConsolidated > 0 ? Min : null, WithConsolidated > 0 ? Consolidated : null,
            MinDeviates, Deviates, Rounded, Lines);
    }
}
