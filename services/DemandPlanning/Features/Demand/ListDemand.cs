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
    /// <param name="CpmStatus">Of a line: how sure the consumption behind <paramref name="CpmBased"/> is; null: there is no value of
    /// it.</param>
    /// <param name="CpmInsufficient">Of a line: facilities with too few months for a value, which it lacks.</param>
    /// <param name="Unjustified">Lines that deviate and have no justification.</param>
    /// <param name="Description">Of a line: the catalogue's of its clave; null: the catalogue does not have it.</param>
    /// <param name="JustifyBelow">Of a line: fewer pieces than these, or more than <paramref name="JustifyAbove"/>, are far from what was
    /// consumed, and whoever asks for them says why; null: there is nothing to compare with.</param>
    /// <param name="Rounded">Lines whose monthly consumption times the months was no whole number.</param>
    public sealed record Item(
        string? Clave, string? Buyer, long? Requested, long? CpmBased, long? Consolidated, long? Min, long? Max,
        int MinDeviates, int Deviates, int Rounded, int Lines, int? Claves = null, int? Buyers = null, string? Justification = null,
        int? Version = null,
        [OneOf(Domain.Cpm.Computed, Domain.Cpm.Insufficient, Domain.Cpm.FromDemand)] string? CpmStatus = null,
        int? CpmInsufficient = null, int Unjustified = 0, long? JustifyBelow = null, long? JustifyAbove = null,
        string? Description = null);

    public static void MapListDemand(this IEndpointRouteBuilder planning) => planning.MapGet("/demand/{period}", Handle)
        .WithSummary("Demand of a period by line, clave, buyer or in total; a state sees its own buyers. edition: an earlier version. "
            + "deviates=true leaves the lines whose request is far from what was consumed, unjustified=true those of them without a "
            + "justification, insufficient=true those whose consumption lacks facilities with too few months; sums are of what is left.")
        .Allow(Scope.State, Roles.Central, Roles.State, Roles.Warehouse, Roles.Dashboard, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string period, [OneOf("line", "clave", "buyer", "total")] string? group, string? buyer, string? clave, int? edition, bool? deviates,
        bool? unjustified, bool? insufficient, string? after, int? limit, Caller caller, PlanningDb db,
        PlanningSettings settings, CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name) || Pages.Limit(limit).Refused(out why, out var size))
            return why;
        var item = Codes.Normalise(clave);
        if (item.Length > 0 && Clave.Parse(item).Refused(out why, out _))
            return why;
        var shown = await db.Editions.Where(x => x.Period == name && x.Status != DemandStatus.Opening
            && (edition == null || x.Edition == edition))
            .OrderByDescending(x => x.Edition).Select(x => new { x.Edition, x.CpmRun }).FirstOrDefaultAsync(ct);
        if (shown is null)
            return Periods.Unknown;
        var all = db.Lines.AsNoTracking().Where(x => x.Period == name && x.Edition == shown.Edition);
        if ((await Buyers.Filter(db, buyer, all.Select(x => x.Buyer), "buyer", ct)).Refused(out why, out var of))
            return why;
        var lines = all.Where(x => (of == null || x.Buyer == of) && (item == "" || x.Clave == item)).VisibleTo(caller, x => x.State);
        if (deviates == true)
            lines = lines.Where(x => x.Deviates);
        if (unjustified == true)
            lines = lines.Where(x => x.Deviates && x.Justification == null);
        var values = db.CpmValues.AsNoTracking().Where(x => x.Run == shown.CpmRun && x.Level == CpmValue.Buyer);
        if (insufficient == true)
            lines = lines.Where(x => values.Any(value => value.Code == x.Buyer && value.Clave == x.Clave && value.Insufficient > 0));
        return group switch
        {
            null or "line" => await Lines(db, lines, values, settings.Deviation, after, size, ct),
            "clave" => await Sums(lines.GroupBy(x => x.Clave), after, size, x => x.As(clave: x.Key), ct),
            "buyer" => await Sums(lines.GroupBy(x => x.Buyer), after, size, x => x.As(buyer: x.Key), ct),
            "total" => await Total(lines, ct),
            _ => Refusals.Group("group"),
        };
    }

    private static async Task<Page<Item>> Lines(
        PlanningDb db, IQueryable<DemandLine> lines, IQueryable<CpmValue> values, decimal deviation, string? after, int size,
        CancellationToken ct)
    {
        if (after?.Split('|') is [var lastClave, var lastBuyer])
            lines = lines.Where(x => x.Clave.CompareTo(lastClave) >= 0 && (x.Clave != lastClave || x.Buyer.CompareTo(lastBuyer) > 0));
        var rows = await lines.OrderBy(x => x.Clave).ThenBy(x => x.Buyer).Take(size + 1).ToListAsync(ct);
        var page = Pages.Of(rows, size, x => $"{x.Clave}|{x.Buyer}");
        var cpm = await Cpm(values, page.Items, ct);
        var claves = page.Items.Select(x => x.Clave).Distinct().ToList();
        var descriptions = await db.Items.AsNoTracking().Where(x => claves.Contains(x.Clave))
            .ToDictionaryAsync(x => x.Clave, x => x.Description, ct);
        return new([.. page.Items.Select(x => Of(x, cpm.GetValueOrDefault((x.Clave, x.Buyer)), deviation)
            with { Description = descriptions.GetValueOrDefault(x.Clave) })], page.Next);
    }

    private static Item Of(DemandLine x, CpmOfLine? cpm, decimal deviation)
    {
        var (least, most) = x.CpmBased is { } based ? Domain.Demand.WithoutJustification(based, deviation) : ((long?)null, (long?)null);
        return new Item(
            x.Clave, x.Buyer, x.Requested, x.CpmBased, x.Consolidated, x.Min, x.Consolidated, x.MinDeviates ? 1 : 0, x.Deviates ? 1 : 0,
            x.Rounded ? 1 : 0, 1, Justification: x.Justification, Version: x.Version, CpmStatus: cpm?.Status,
            CpmInsufficient: cpm?.Insufficient, Unjustified: x.Deviates && x.Justification is null ? 1 : 0,
            JustifyBelow: least, JustifyAbove: most);
    }

    private sealed record CpmOfLine(string Clave, string Buyer, string Status, int Insufficient);

    // A page is a few claves of many buyers, or many claves of one.
    private static async Task<Dictionary<(string Clave, string Buyer), CpmOfLine>> Cpm(
        IQueryable<CpmValue> values, IReadOnlyList<DemandLine> lines, CancellationToken ct)
    {
        var (claves, buyers) = (lines.Select(x => x.Clave).Distinct().ToList(), lines.Select(x => x.Buyer).Distinct().ToList());
        return await values.Where(x => claves.Contains(x.Clave) && buyers.Contains(x.Code))
            .Select(x => new CpmOfLine(x.Clave, x.Code, x.Status, x.Insufficient)).ToDictionaryAsync(x => (x.Clave, x.Buyer), ct);
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
        var total = await lines.GroupBy(_ => "").Select(parts).SingleOrDefaultAsync(ct)
            ?? new Parts("", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
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
        x.Count(y => y.MinDeviates), x.Count(y => y.Deviates), x.Count(y => y.Deviates && y.Justification == null),
        x.Count(y => y.Rounded), x.Count());

    /// <summary>Sums with how many lines have the quantity, so that none is told from zero.</summary>
    private sealed record Parts(
        string Key, long Requested, int WithRequest, long CpmBased, int WithCpm, long Consolidated, long Min, int WithConsolidated,
        int MinDeviates, int Deviates, int Unjustified, int Rounded, int Lines)
    {
        public Item As(string? clave = null, string? buyer = null) => new(
            clave, buyer, WithRequest > 0 ? Requested : null, WithCpm > 0 ? CpmBased : null,
            WithConsolidated > 0 ? Consolidated : null, WithConsolidated > 0 ? Min : null, WithConsolidated > 0 ? Consolidated : null,
            MinDeviates, Deviates, Rounded, Lines, Unjustified: Unjustified);
    }
}
