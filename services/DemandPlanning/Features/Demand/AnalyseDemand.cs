using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

public static class AnalyseDemand
{
    private const int NamedAtMost = 20;

    public static void MapAnalyseDemand(this IEndpointRouteBuilder planning) => planning.MapPost("/demand/{period}/analyse", Handle)
        .WithSummary("Flags requests far from what was consumed; while one of them has no justification the demand is not analysed.")
        .Allow(Scope.Nation, Roles.Central)
        .Needs();

    private static async Task<Reply<EditionView>> Handle(string period, IfMatch match, Caller caller, PlanningDb db,
        PlanningSettings settings, CancellationToken ct) =>
        Periods.Parse(period).Refused(out var why, out var name) ? why : await Analyse(db, name, match, caller, settings, ct);

    /// <summary>Does nothing to what is analysed already. Approving calls it where nobody has.</summary>
    internal static async Task<Outcome<EditionView>> Analyse(PlanningDb db, string period, IfMatch match, Caller caller,
        PlanningSettings settings, CancellationToken ct)
    {
        if (await db.Newest(period, ct) is not { } seen)
            return Periods.Unknown;
        if (match.MayBe(seen.Version) is { } stale)
            return stale;
        if (seen.Status == DemandStatus.Opening)
            return seen.Closed!;
        if (!seen.TakesRequests)
            return EditionView.Of(seen);
        var version = seen.Version;
        db.ChangeTracker.Clear();
        await TakeCpm.IntoOpenEditions(db, new JobProgress(), ct); // the job compute-cpm lists what it could not take
        if (await Flag(db, seen, settings.Deviation, ct) is { } unjustified)
            return unjustified;
        return await db.Write<Outcome<EditionView>>(async () =>
        {
            var edition = (await db.Newest(period, ct))!;
            if (edition.Version != version)
                return new IfMatch(version, false).MayBe(edition.Version)!;
            (edition.Status, edition.AnalysedBy, edition.Version) = (DemandStatus.Analysed, caller.Subject, edition.Version + 1);
            db.Audit("demand.analysed", period, $"edition {edition.Edition}");
            return EditionView.Of(edition);
        }, ct);
    }

    // Buyer by buyer, so that no transaction is long. The comparison is the rule's.
    private static async Task<Refusal?> Flag(PlanningDb db, DemandEdition edition, decimal share, CancellationToken ct)
    {
        var asking = await db.Requests.AsNoTracking().Where(x => x.Period == edition.Period && x.Edition == edition.Edition)
            .Select(x => x.Buyer).OrderBy(x => x).ToListAsync(ct);
        var unjustified = new List<string>();
        foreach (var buyer in asking)
        {
            await db.Write(async () =>
            {
                foreach (var line in await db.LinesOf(edition).Where(x => x.Buyer == buyer && x.Requested != null).ToListAsync(ct))
                {
                    var deviates = line.CpmBased is { } based && Domain.Demand.Deviates(line.Requested!.Value, based, share);
                    if (deviates != line.Deviates)
                        (line.Deviates, line.Version) = (deviates, line.Version + 1);
                }
            }, ct);
            db.ChangeTracker.Clear();
            unjustified.AddRange(await db.LinesOf(edition).Where(x => x.Buyer == buyer && x.Deviates && x.Justification == null)
                .OrderBy(x => x.Clave).Select(x => x.Buyer + " " + x.Clave).ToListAsync(ct));
        }
        return unjustified.Count == 0 ? null
            : Refusals.Unjustified(
                unjustified.Count, share, string.Join(", ", unjustified.Take(NamedAtMost)) + (unjustified.Count > NamedAtMost ? "…" : ""));
    }
}
