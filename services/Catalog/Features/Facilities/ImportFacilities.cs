using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Facilities;

/// <summary>Takes the official catalogue of establishments (DGIS) by its column names, and lists with the short ones.</summary>
public static class ImportFacilities
{
    public static void MapImportFacilities(this IEndpointRouteBuilder catalog) => catalog.MapPost("/facilities/import", Handle)
        .WithSummary("Takes a list of establishments (text/csv); an absent column and an empty cell leave what is stored.")
        .Accepts<string>("text/csv")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<ImportReport>> Handle(HttpRequest request, CatalogDb db, CancellationToken ct)
    {
        await using var file = await CsvFile.Open(request, "CLUES|CLUESIMB");
        return await new FacilityImport(db).Run(file, ct);
    }

    private sealed class FacilityImport(CatalogDb db) : CsvImport<CatalogDb, FacilityRow>(db)
    {
        private FacilityBook book = null!; // opened by Load, before any row is taken
        private Dictionary<string, string> stateBuyers = [];
        private Dictionary<string, string>? buyers;

        protected override Outcome<FacilityRow> Read(CsvRow row)
        {
            if (ReadCode(row).Refused(out var why, out var code)
                || FacilityCells.Text(row["NOMBRE DE LA UNIDAD", "NOMBRE"], "nombre").Refused(out why, out var name)
                || FacilityCells.Text(row["MUNICIPIO"], "municipio").Refused(out why, out var municipality)
                || FacilityTypes.Read(row["NOMBRE TIPO ESTABLECIMIENTO"], "tipo").Refused(out why, out var type)
                || FacilityTypes.Read(row["NOMBRE DE TIPOLOGIA", "TIPOUNIDAD"], "tipología").Refused(out why, out var typology)
                || FacilityCells.CareLevel(row["CLAVE NIVEL ATENCION"], row["NIVEL ATENCION", "NIVELATENCION"])
                    .Refused(out why, out var level)
                || FacilityCells.Rural(row["ESTRATO UNIDAD", "ESTRATOUNIDAD"]).Refused(out why, out var rural)
                || FacilityCells.Degrees(row["LATITUD"], 90, "latitud").Refused(out why, out var latitude)
                || FacilityCells.Degrees(row["LONGITUD"], 180, "longitud").Refused(out why, out var longitude)
                || FacilityCells.Date(row["FECHA DE INICIO DE OPERACION"], "FECHA DE INICIO DE OPERACION").Refused(out why, out var opensOn)
                || FacilityCells.Predecessor(row["CLUES_SSH", "CLUESSSA"], code).Refused(out why, out var predecessor)
                || FacilityCells.OpenWeekdays(row["DIAS DE ATENCION", "DIASATENCION"]).Refused(out why, out var weekdays)
                || ReadOperating(row, opensOn).Refused(out why, out var operating))
                return why;
            var tells = type is not null || typology is not null || level is not null;
            return new FacilityRow(code, name, tells ? FacilityKinds.Of(type, typology, level) : null, municipality, level,
                typology is null ? null : Codes.Normalise(typology), rural, latitude, longitude, opensOn, operating.Open,
                operating.ClosesOn, predecessor, row["COMPRADOR"] is { Length: > 0 } buyer ? Texts.Fold(buyer) : null, weekdays);
        }

        protected override string KeyOf(FacilityRow row) => row.Code.Value;

        protected override async Task Load(IReadOnlyList<FacilityRow> rows, CancellationToken ct)
        {
            book = await FacilityBook.Open(
                Db, rows.SelectMany(x => x.Predecessor is { } before ? (FacilityCode[])[x.Code, before] : [x.Code]), ct);
            stateBuyers = await Db.StateBuyers(ct);
            if (rows.Any(x => x.Buyer is not null))
                buyers ??= Names(await Db.Buyers.AsNoTracking().OrderBy(x => x.Code).ToListAsync(ct));
        }

        protected override Outcome<Taken> Take(FacilityRow row)
        {
            if (book.Replaced(row.Code) is { } replaced)
                return replaced;
            if (row.Buyer is { } named)
            {
                if (buyers!.GetValueOrDefault(named) is not { } buyer)
                    return Refusals.UnknownBuyer(named, "comprador");
                row = row with { Buyer = buyer };
            }
            var stored = book.Latest(row.Code);
            var today = Zones.DateAt(Db.Origin.Clock.Now(), stored?.TimeZone ?? Zones.Of(row.Code.State.Code, row.Municipality));
            FacilityCode[] known = [.. (stored?.Formerly ?? []).Select(FacilityCode.Stored)];
            FacilityCode[] given = row.Predecessor is { } before ? [.. known, before] : known;
            if (row.Over(stored?.Content, today, stateBuyers.GetValueOrDefault(row.Code.State.Code)).Refused(out var why, out var content)
                || book.Predecessors(row.Code, given).Refused(out why, out var formerly))
                return why;
            if (book.Doubtful(row.Code, content.Kind, given).FirstOrDefault().Why is { } unlike)
                return unlike;
            if (book.Holds(row.Code, content, formerly))
                return Taken.Unchanged;
            book.Write(row.Code, content, formerly, validFrom: null);
            return stored is null ? Taken.Created : Taken.Updated;
        }

        protected override Task Changed(string what, CancellationToken ct)
        {
            Db.Audit("facilities.imported", "facilities", what);
            return Task.CompletedTask;
        }

        private static Outcome<FacilityCode> ReadCode(CsvRow row)
        {
            if (FacilityCode.Parse(row["CLUES", "CLUESIMB"]).Refused(out var why, out var code))
                return why;
            if (row["CLAVE DE LA ENTIDAD"] is not { Length: > 0 } entity)
                return code;
            if (FederalState.Parse(entity).Refused(out why, out var state))
                return why;
            return state == code.State
                ? code
                : Refusals.StateMismatch(code, state);
        }

        private static Outcome<(bool? Open, DateOnly? ClosesOn)> ReadOperating(CsvRow row, DateOnly? opensOn)
        {
            if (FacilityCells.Date(row["FECHA EFECTIVA DE BAJA"], "FECHA EFECTIVA DE BAJA").Refused(out var why, out var baja)
                || FacilityCells.Date(row["FECHA ULTIMO MOVIMIENTO"], "FECHA ULTIMO MOVIMIENTO").Refused(out why, out var lastMovement))
                return why;
            return FacilityCells.Operating(row["ESTATUS DE OPERACION"], opensOn, baja, lastMovement);
        }

        private static Dictionary<string, string> Names(List<Buyer> buyers)
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var buyer in buyers)
                foreach (var name in (string[])[buyer.Code, buyer.Name, .. buyer.OtherNames])
                    names.TryAdd(Texts.Fold(name), buyer.Code);
            return names;
        }
    }
}
