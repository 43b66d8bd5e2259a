using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Demand;

public static class ImportDemand
{
    public static void MapImportDemand(this IEndpointRouteBuilder planning) => planning.MapPost("/demand/{period}/import", Handle)
        .WithSummary("Consolidated demand as in the federal annex (clave, institucion, min, max), or from demanda_mensual (or cpm).")
        .Accepts<string>("text/csv")
        .Allow(Scope.Nation, Roles.Central)
        .Needs(Feed.Catalogue);

    private static async Task<Reply<ImportReport>> Handle(string period, HttpRequest request, Caller caller, PlanningDb db,
        CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name))
            return why;
        if (await db.Newest(name, ct) is not { } edition)
            return Periods.Unknown;
        if (edition.Closed is { } closed)
            return closed;
        db.ChangeTracker.Clear();
        await using var file = await CsvFile.Open(request, "CLAVE", "INSTITUCION", "MAX|CPM|DEMANDA_MENSUAL");
        if (!file.Has("CPM", "DEMANDA_MENSUAL") && !file.Has("MIN"))
            return Refusals.MissingColumn("min");
        return await new DemandImport(db, name, caller, new DemandCells(await BuyerDirectory.Load(db, ct), edition.Months)).Run(file, ct);
    }

    private sealed class DemandImport(PlanningDb db, string period, Caller caller, DemandCells cells) : CsvImport<PlanningDb, DemandRow>(db)
    {
        private DemandEdition edition = null!; // with its lines, read by Load before any row is taken
        private Dictionary<(string Buyer, string Clave), DemandLine> lines = [];

        protected override int RowsPerCommit => 500;

        protected override Outcome<DemandRow> Read(CsvRow row) => cells.Read(row);

        protected override string KeyOf(DemandRow row) => $"{row.Buyer} {row.Clave}";

        protected override Refusal Differs(DemandRow row) =>
            Refusals.RowRepeated(row.Clave, row.BuyerName);

        /// <exception cref="RequestRefusedException">The period was closed meanwhile; what was taken before stays.</exception>
        protected override async Task Load(IReadOnlyList<DemandRow> rows, CancellationToken ct)
        {
            edition = (await Db.Newest(period, ct))!;
            if (edition.Closed is { } closed)
                throw new RequestRefusedException(closed, Problems.StatusOf(closed.Kind));
            string[] claves = [.. rows.Select(x => x.Clave).Distinct()], buyers = [.. rows.Select(x => x.Buyer).Distinct()];
            lines = await Db.LinesOf(edition).Where(x => claves.Contains(x.Clave) && buyers.Contains(x.Buyer))
                .ToDictionaryAsync(x => (x.Buyer, x.Clave), ct);
        }

        protected override Outcome<Taken> Take(DemandRow row)
        {
            if (!lines.TryGetValue((row.Buyer, row.Clave), out var line))
                Db.Lines.Add(line = edition.NewLine(row.Buyer, row.State, row.Clave));
            var isNew = line.Consolidated is null;
            return !line.Consolidate(row.Max, row.Min, row.Rounded) ? Taken.Unchanged : isNew ? Taken.Created : Taken.Updated;
        }

        protected override async Task Changed(string what, CancellationToken ct)
        {
            edition.Changed(caller.Subject, await Db.HasRequests(edition, ct));
            Db.Audit("demand.imported", period, what);
        }
    }
}
