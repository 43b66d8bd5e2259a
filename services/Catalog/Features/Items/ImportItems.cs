using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Items;

/// <summary>
/// Takes a list of claves: <c>clave</c>, and where present <c>descripcion</c>, <c>ven</c>, <c>clase</c>, <c>activo</c>, <c>controlado</c>,
/// <c>red_fria</c>.
/// </summary>
public static class ImportItems
{
    public static void MapImportItems(this IEndpointRouteBuilder catalog) => catalog.MapPost("/items/import", Handle)
        .WithSummary("Takes a list of claves (text/csv); an absent column and an empty cell leave what is stored.")
        .Accepts<string>("text/csv")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<ImportReport>> Handle(HttpRequest request, CatalogDb db, CancellationToken ct)
    {
        await using var file = await CsvFile.Open(request, "CLAVE");
        return await new ItemImport(db).Run(file, ct);
    }

    private sealed class ItemImport(CatalogDb db) : CsvImport<CatalogDb, ItemRow>(db)
    {
        private Dictionary<string, Item> stored = [];

        protected override Outcome<ItemRow> Read(CsvRow row)
        {
            if (Clave.Parse(row["CLAVE"]).Refused(out var why, out var clave)
                || ItemCells.Description(row["DESCRIPCION"]).Refused(out why, out var description)
                || ItemCells.Ven(row["VEN"]).Refused(out why, out var ven)
                || ItemCells.Class(row["CLASE"]).Refused(out why, out var productClass)
                || ItemCells.YesOrNo(row["ACTIVO"], "activo").Refused(out why, out var active)
                || ItemCells.YesOrNo(row["CONTROLADO"], "controlado").Refused(out why, out var controlled)
                || ItemCells.YesOrNo(row["RED_FRIA", "RED FRIA", "CADENA_FRIA", "CADENA FRIA"], "red_fria")
                    .Refused(out why, out var coldChain))
                return why;
            return new ItemRow(clave, description, ven, productClass, active, controlled, coldChain);
        }

        protected override string KeyOf(ItemRow row) => row.Clave.Value;

        protected override async Task Load(IReadOnlyList<ItemRow> rows, CancellationToken ct)
        {
            var claves = rows.Select(x => x.Clave.Value).Distinct().ToArray();
            stored = await Db.Items.Where(x => claves.Contains(x.Clave)).ToDictionaryAsync(x => x.Clave, ct);
        }

        protected override Outcome<Taken> Take(ItemRow row)
        {
            var item = stored.GetValueOrDefault(row.Clave.Value);
            if (row.Over(item?.Content).Refused(out var why, out var content))
                return why;
            if (item?.Content == content)
                return Taken.Unchanged;
            var taken = item is null ? Taken.Created : Taken.Updated;
            if (item is null)
                Db.Items.Add(item = stored[row.Clave.Value] = new Item { Clave = row.Clave.Value });
            var now = Db.Origin.Clock.Now();
            item.Become(content, now);
            Db.Enqueue(item.ToFact(now));
            return taken;
        }

        protected override Task Changed(string what, CancellationToken ct)
        {
            Db.Audit("items.imported", "items", what);
            return Task.CompletedTask;
        }
    }
}
