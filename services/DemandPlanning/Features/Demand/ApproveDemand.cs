using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

public static class ApproveDemand
{
    /// <param name="Side"><c>medical</c> or <c>administrative</c>.</param>
    public sealed record Request([OneOf(typeof(Approvals))] string? Side);

    public static void MapApproveDemand(this IEndpointRouteBuilder planning) => planning.MapPost("/demand/{period}/approvals", Handle)
        .WithSummary("One of the two approvals, by different people who did not write the demand; analyses it first where nobody has.")
        .Allow(Scope.Nation, Roles.Central)
        .Needs();

    private static async Task<Reply<EditionView>> Handle(
        string period, Body<Request> body, IfMatch match, Caller caller, PlanningDb db, PlanningSettings settings, CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name))
            return why;
        if (await db.Newest(name, ct) is not { } seen)
            return Periods.Unknown;
        if (Approve(seen, body.Value.Side, caller).Refused(out why, out _))
            return why;
        if (seen.Status is DemandStatus.Draft or DemandStatus.Requested && !await db.LinesOf(seen)
            .AnyAsync(x => x.Consolidated != null, ct))
            return Refusals.NothingConsolidated();
        db.ChangeTracker.Clear();
        if ((await AnalyseDemand.Analyse(db, name, match, caller, settings, ct)).Refused(out why, out var analysed))
            return why;
        db.ChangeTracker.Clear();
        return await db.Write<Outcome<EditionView>>(async () =>
        {
            var edition = (await db.Newest(name, ct))!;
            if (edition.Status is DemandStatus.Draft or DemandStatus.Requested)
                return Refusals.StaleVersion(analysed.Version);
            if (Approve(edition, body.Value.Side, caller).Refused(out var no, out var approvals))
                return no;
            if (approvals == new Approvals(edition.MedicalBy, edition.AdministrativeBy))
                return EditionView.Of(edition);
            (edition.MedicalBy, edition.AdministrativeBy, edition.Version) = (approvals.MedicalBy, approvals.AdministrativeBy,
                edition.Version + 1);
            if (approvals.Complete)
                edition.Status = DemandStatus.Approved;
            db.Audit("demand.approved", name, $"edition {edition.Edition}, {body.Value.Side}");
            return EditionView.Of(edition);
        }, ct);
    }

    private static Outcome<Approvals> Approve(DemandEdition edition, string? side, Caller caller) =>
        new Approvals(edition.MedicalBy, edition.AdministrativeBy)
            .With(side, caller.Subject, Platform.Messaging.MessageJson.Read<string[]>(edition.Authors));
}
