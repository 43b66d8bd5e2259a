using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

public static class OpenDemandEdition
{
    private const int RowsAtOnce = 500;

    public static void MapOpenDemandEdition(this IEndpointRouteBuilder planning) => planning.MapPost("/demand/{period}/versions", Handle)
        .WithSummary("Opens a draft as a copy of the published demand; sent again it goes on copying, and an open draft is answered.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<EditionView>> Handle(string period, Caller caller, PlanningDb db, CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name))
            return why;
        if ((await Begin(db, name, caller, ct)).Refused(out why, out var newest))
            return why;
        if (newest.Status != DemandStatus.Opening)
            return EditionView.Of(newest);
        foreach (var buyer in await db.Lines.Where(x => x.Period == name && x.Edition == newest.Edition - 1).Select(x => x.Buyer).Distinct()
            .OrderBy(x => x).ToListAsync(ct))
            while (await Copy(db, name, newest.Edition, buyer, ct) > 0)
                db.ChangeTracker.Clear();
        return await db.Write<Outcome<EditionView>>(async () =>
        {
            var edition = await db.Editions.SingleAsync(x => x.Period == name && x.Edition == newest.Edition, ct);
            if (edition.Status == DemandStatus.Opening)
                (edition.Status, edition.Version) = (await db.HasRequests(edition, ct) ? DemandStatus.Requested : DemandStatus.Draft,
                    edition.Version + 1);
            return EditionView.Of(edition);
        }, ct);
    }

    private static async Task<Outcome<DemandEdition>> Begin(PlanningDb db, string period, Caller caller, CancellationToken ct)
    {
        var begun = await db.Write<Outcome<DemandEdition>>(async () =>
        {
            if (await db.Newest(period, ct) is not { } last)
                return Periods.Unknown;
            if (last.Status != DemandStatus.Published)
                return last.Edition > 1 ? last
                    : Refusals.NotPublished();
            var next = new DemandEdition
            {
                Period = period, Edition = last.Edition + 1, From = last.From, Months = last.Months, Net = last.Net, CpmRun = last.CpmRun,
                CpmSetAside = last.CpmSetAside, Status = DemandStatus.Opening,
            };
            next.Changed(caller.Subject, hasRequests: false);
            next.Status = DemandStatus.Opening;
            db.Editions.Add(next);
            foreach (var request in await db.Requests.AsNoTracking().Where(x => x.Period == period && x.Edition == last.Edition)
                .ToListAsync(ct))
                db.Requests.Add(new DemandRequest { Period = period, Edition = next.Edition, Buyer = request.Buyer,
                    Version = request.Version, Fingerprint = request.Fingerprint });
            db.Audit("demand.version-opened", period, $"edition {next.Edition}");
            return next;
        }, ct);
        db.ChangeTracker.Clear();
        return begun;
    }

    private static Task<int> Copy(PlanningDb db, string period, int edition, string buyer, CancellationToken ct) => db.Write(async () =>
    {
        var last = await db.Lines.Where(x => x.Period == period && x.Edition == edition && x.Buyer == buyer).Select(x => (string?)x.Clave)
            .MaxAsync(ct) ?? "";
        var lines = await db.Lines.AsNoTracking()
            .Where(x => x.Period == period && x.Edition == edition - 1 && x.Buyer == buyer && x.Clave.CompareTo(last) > 0)
            .OrderBy(x => x.Clave).Take(RowsAtOnce).ToListAsync(ct);
        db.Lines.AddRange(lines.Select(x => new DemandLine
        {
            Period = period, Edition = edition, Buyer = buyer, Clave = x.Clave, State = x.State, Version = 1,
            Requested = x.Requested, Justification = x.Justification, CpmBased = x.CpmBased, CpmRun = x.CpmRun, Deviates = x.Deviates,
            Consolidated = x.Consolidated, Min = x.Min, MinDeviates = x.MinDeviates, Rounded = x.Rounded,
        }));
        return lines.Count;
    }, ct);
}
