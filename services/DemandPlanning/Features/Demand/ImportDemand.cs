using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

public static class ImportDemand
{
    private const int RowsAtOnce = 500;

    public static void MapImportDemand(this IEndpointRouteBuilder planning) => planning.MapPost("/demand/{period}/import", Handle)
        .WithSummary("Consolidated demand as in the federal annex (clave, institucion, min, max) or from approved CPM (clave, institucion, cpm).")
        .Accepts<string>("text/csv")
        .Allow(Scope.Nation, Roles.Central)
        .Needs(Feed.Catalogue);

    private static async Task<Reply<ImportReport>> Handle(string period, HttpRequest request, Caller caller, PlanningDb db, CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name))
            return why;
        if (await db.Newest(name, ct) is not { } edition)
            return Periods.Unknown;
        if (edition.Closed is { } closed)
            return closed;
        db.ChangeTracker.Clear();
        var reader = new DemandRows(await Buyers.Load(db, ct), edition.Months);
        var (received, tally) = (0, default(Tally));
        var chunk = new List<DemandRow>(RowsAtOnce);
        await foreach (var row in request.ReadCsv("CLAVE").WithCancellation(ct))
        {
            if (received++ == 0 && DemandRows.MissingColumn(row) is { } missing)
                return missing;
            if (reader.Read(row) is { } read)
                chunk.Add(read);
            if (chunk.Count < RowsAtOnce)
                continue;
            if ((await Store(db, name, caller, chunk, ct)).Refused(out why, out var part))
                return why;
            (tally, chunk) = (tally + part, new List<DemandRow>(RowsAtOnce));
        }
        if ((await Store(db, name, caller, chunk, ct)).Refused(out why, out var last))
            return why;
        tally += last;
        return new ImportReport(received, tally.Created, tally.Updated, tally.Unchanged + reader.Repeated, reader.Rejected);
    }

    private static async Task<Outcome<Tally>> Store(PlanningDb db, string period, Caller caller, List<DemandRow> chunk, CancellationToken ct)
    {
        var stored = await db.Write<Outcome<Tally>>(async () =>
        {
            var edition = (await db.Newest(period, ct))!;
            if (edition.Closed is { } closed)
                return closed;
            string[] claves = [.. chunk.Select(x => x.Clave).Distinct()], buyers = [.. chunk.Select(x => x.Buyer.Code).Distinct()];
            var lines = await db.LinesOf(edition).Where(x => claves.Contains(x.Clave) && buyers.Contains(x.Buyer)).ToDictionaryAsync(x => (x.Buyer, x.Clave), ct);
            var tally = default(Tally);
            foreach (var row in chunk)
            {
                if (!lines.TryGetValue((row.Buyer.Code, row.Clave), out var line))
                    db.Lines.Add(line = edition.NewLine(row.Buyer.Code, row.Buyer.State, row.Clave));
                tally += line.Consolidated is null && line.Consolidate(row.Max, row.Min, row.Rounded) ? new(1, 0, 0)
                    : line.Consolidate(row.Max, row.Min, row.Rounded) ? new(0, 1, 0)
                    : new(0, 0, 1);
            }
            if (tally.Created + tally.Updated == 0)
                return tally;
            edition.Changed(caller.Subject, await db.HasRequests(edition, ct));
            db.Audit("demand.imported", period, string.Create(CultureInfo.InvariantCulture, $"{tally.Created} created, {tally.Updated} updated"));
            return tally;
        }, ct);
        db.ChangeTracker.Clear();
        return stored;
    }

    private readonly record struct Tally(int Created, int Updated, int Unchanged)
    {
        public static Tally operator +(Tally a, Tally b) => new(a.Created + b.Created, a.Updated + b.Updated, a.Unchanged + b.Unchanged);
    }
}
