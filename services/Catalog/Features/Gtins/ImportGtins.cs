using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Gtins;

/// <summary>Takes a list of bar codes: <c>gtin</c>, <c>clave</c>. What the list says replaces what was taught at counters.</summary>
public static class ImportGtins
{
    public static void MapImportGtins(this IEndpointRouteBuilder catalog) => catalog.MapPost("/gtins/import", Handle)
        .WithSummary("Takes a list of bar codes and their claves (text/csv); it replaces what counters have said of them.")
        .Accepts<string>("text/csv")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<ImportReport>> Handle(HttpRequest request, CatalogDb db, CancellationToken ct)
    {
        await using var file = await CsvFile.Open(request, "GTIN", "CLAVE");
        return await new GtinImport(db).Run(file, ct);
    }

    private sealed record Row(Gtin Gtin, Clave Clave);

    private sealed class GtinImport(CatalogDb db) : CsvImport<CatalogDb, Row>(db)
    {
        private GtinBook? book;
        private Dictionary<string, ItemGtin> stored = [];
        private HashSet<string> known = [];

        protected override Outcome<Row> Read(CsvRow row) =>
            Gtin.Parse(row["GTIN"]).Refused(out var why, out var gtin) ? why
            : Clave.Parse(row["CLAVE"]).Refused(out why, out var clave) ? why
            : new Row(gtin, clave);

        protected override string KeyOf(Row row) => row.Gtin.Value;

        protected override async Task Load(IReadOnlyList<Row> rows, CancellationToken ct)
        {
            book = await GtinBook.Open(Db, ct);
            string[] gtins = [.. rows.Select(x => x.Gtin.Value).Distinct()];
            string[] claves = [.. rows.Select(x => x.Clave.Value).Distinct()];
            stored = await Db.Gtins.Where(x => gtins.Contains(x.Gtin)).ToDictionaryAsync(x => x.Gtin, ct);
            known = [.. await Db.Items.Where(x => claves.Contains(x.Clave)).Select(x => x.Clave).ToListAsync(ct)];
        }

        protected override Outcome<Taken> Take(Row row)
        {
            var there = stored.GetValueOrDefault(row.Gtin.Value);
            if (there is { Deleted: false } && there.Clave == row.Clave.Value)
                return Taken.Unchanged;
            if (!known.Contains(row.Clave.Value))
                return Refusals.UnknownClave(row.Clave.Value, "clave");
            stored[row.Gtin.Value] = book!.Write(there, row.Gtin, row.Clave, null);
            return there is null ? Taken.Created : Taken.Updated;
        }

        protected override Task Changed(string what, CancellationToken ct)
        {
            Db.Audit("gtins.imported", "gtins", what);
            return Task.CompletedTask;
        }
    }
}
