using System.Text;
using Supply.Catalog.Features.Facilities;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Facilities;

public sealed class ImportFacilitiesTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private const string Path = "/catalog/facilities/import";

    private const string Official =
        "CLUES,CLUES_SSH,CLAVE DE LA ENTIDAD,MUNICIPIO,NOMBRE TIPO ESTABLECIMIENTO,NOMBRE DE TIPOLOGIA,NOMBRE DE LA UNIDAD,"
        + "ESTATUS DE OPERACION,FECHA DE INICIO DE OPERACION,CLAVE NIVEL ATENCION,ESTRATO UNIDAD,LATITUD,LONGITUD,FECHA ULTIMO "
            + "MOVIMIENTO,FECHA EFECTIVA DE BAJA\n";

    private const string Short = "cluesssa,cluesimb,nombre,municipio,localidad,latitud,longitud,estratoUnidad,nivelAtencion,tipoUnidad\n";

    private TestCaller Central => catalog.Host.As(Roles.Central);

    private async Task<ImportReport> Import(string csv)
    {
        var answer = await Central.Send(HttpMethod.Post, Path, Encoding.Latin1.GetBytes(csv), "text/csv");
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<ImportReport>();
    }

    private async Task<FacilityView> Facility(string code) => (await Central.Get("/catalog/facilities/" + code)).Read<FacilityView>();

    private static void Is(ImportReport report, int created, int updated, int unchanged, params (int Row, string Code)[] rejected)
    {
        Assert.Equal((created, updated, unchanged), (report.Created, report.Updated, report.Unchanged));
        Assert.Equal(rejected, report.Rejected.Select(x => (x.Row, x.Code)));
    }

    [Fact]
    public async Task Understands_the_official_columns()
    {
        Is(await Import(
            Official + "HGIMB900011,HGSSA900016,13,ACATLÁN,DE CONSULTA EXTERNA,RURAL DE 01 NÚCLEO BÁSICO,\"ACATLÁN,\nCENTRO\",EN "
            + "OPERACION,01/01/1963,1,RURAL,20.144656,-98.440023,18/07/2024,  \n"), 1, 0, 0);

        var published = Assert.Single(await catalog.Host.Outgoing<CatalogDb, FacilityPublished>(), x => x.Code == "HGIMB900011");
        Assert.Equal(("ACATLÁN, CENTRO", "13", "healthUnit", "America/Mexico_City", "ACATLÁN"),
            (published.Name, published.State, published.Kind, published.TimeZone, published.Municipality));
        Assert.Equal((1, "RURAL DE 01 NÚCLEO BÁSICO", true, 20.144656m, -98.440023m),
            (published.CareLevel, published.UnitType, published.Rural, published.Latitude, published.Longitude));
        Assert.Equal((new DateOnly(1963, 1, 1), null, "EF-13", 1),
            (published.OpensOn, published.ClosesOn, published.Buyer, published.Version));
        Assert.Equal(["HGSSA900016"], published.Predecessors!);
        Assert.Equal("HGIMB900011", (await Facility("hgssa900016")).Code);
    }

    [Fact]
    public async Task Understands_the_short_columns()
    {
        Is(await Import(Short + "N/A,BCIMB900932,3 DE OCTUBRE,TIJUANA,TIJUANA,32.4600199,-116.9380942,URBANO,SEGUNDO NIVEL,HOSPITALES\n"),
            1, 0, 0);

        var facility = await Facility("BCIMB900932");
        Assert.Equal(("3 DE OCTUBRE", "02", "hospital", "America/Tijuana", "EF-02"),
            (facility.Name, facility.State, facility.Kind, facility.TimeZone, facility.Buyer));
        Assert.Equal((2, "HOSPITALES", false, 32.46002m, -116.938094m),
            (facility.CareLevel, facility.UnitType, facility.Rural, facility.Latitude, facility.Longitude));
        Assert.Empty(facility.Predecessors);
        Assert.Null(facility.OpensOn);
    }

    [Fact]
    public async Task A_second_import_changes_nothing_and_publishes_nothing()
    {
        const string csv = Short
            + "BCSSA900001,BCIMB900001,UNO,TECATE,,32.570000,-116.62,RURAL,PRIMER NIVEL,CENTRO DE "
            + "SALUD\nBCSSA900002,BCIMB900002,DOS,TECATE,,,,RURAL,PRIMER NIVEL,UNIDAD MOVIL\n";
        Is(await Import(csv), 2, 0, 0);
        Is(await Import(csv), 0, 0, 2);
        Assert.Equal(2, (await catalog.Host.Outgoing<CatalogDb, FacilityPublished>()).Count(x => x.Code is "BCIMB900001" or "BCIMB900002"));
    }

    [Fact]
    public async Task Operating_outranks_a_date_of_baja()
    {
        const string row = "HGIMB9001{0},,13,X,DE CONSULTA EXTERNA,UNIDAD MÓVIL,U,{1},,1,RURAL,,,18/07/2024,29/07/2022\n";
        await Import(Official + string.Format(null, row, "01", "EN OPERACION") + string.Format(null, row, "02", "FUERA DE OPERACION"));
        Assert.Null((await Facility("HGIMB900101")).ClosesOn);
        Assert.Equal(new DateOnly(2022, 7, 29), (await Facility("HGIMB900102")).ClosesOn);
    }

    [Fact]
    public async Task A_change_is_the_next_version_valid_from_the_date_at_the_facility()
    {
        await Import(Short + ",BCIMB900200,ANTES,TIJUANA,,,,URBANO,PRIMER NIVEL,CENTRO DE SALUD\n");
        Is(await Import("cluesimb,nombre\nBCIMB900200,DESPUÉS\n"), 0, 1, 0);
        var now = await Facility("BCIMB900200");
        Assert.Equal(("DESPUÉS", 2, new DateOnly(2026, 10, 15), "CENTRO DE SALUD"), (now.Name, now.Version, now.ValidFrom, now.UnitType));
        Assert.Equal("ANTES", (await Central.Get("/catalog/facilities/BCIMB900200?on=2026-10-14")).Read<FacilityView>().Name);
        Assert.Equal("DESPUÉS", (await Central.Get("/catalog/facilities/BCIMB900200?on=2026-10-15")).Read<FacilityView>().Name);
    }

    [Fact]
    public async Task An_import_does_not_take_back_what_a_person_added()
    {
        const string csv = Short + "BCSSA900301,BCIMB900301,HOSPITAL,TIJUANA,,,,URBANO,SEGUNDO NIVEL,HOSPITALES\n";
        await Import(csv);
        await Central.Put("/catalog/buyers/H-TEST", new { name = "Hospital de prueba", kind = "hospital", state = "02" });
        var put = await Central.Put("/catalog/facilities/BCIMB900301", new
        {
            name = "HOSPITAL", state = "02", municipality = "TIJUANA", kind = "hospital", careLevel = 2, unitType = "HOSPITALES",
                rural = false,
            timeZone = "America/Hermosillo", predecessors = (string[])["BCSSA900301", "BCSSA900300"], buyer = "H-TEST",
                closesOn = "2027-01-31",
        }, ifMatch: "\"1\"");
        Assert.Equal(200, put.Status);
        Is(await Import(csv), 0, 0, 1);
    }

    [Fact]
    public async Task A_bad_row_is_rejected_alone()
    {
        const string rest = ",X,DE CONSULTA EXTERNA,UNIDAD MÓVIL,U,EN OPERACION,,1,RURAL,,,,\n";
        Is(await Import(Official
            + "HGIMB90040,,13" + rest
            + "HGIMB900401,,02" + rest
            + "HGIMB900402,,77" + rest
            + "HGIMB900403,SIN CLAVE,13" + rest
            + "HGIMB900404,,13,X,DE CONSULTA EXTERNA,UNIDAD MÓVIL,,EN OPERACION,,1,RURAL,,,,\n"
            + "HGIMB900405,,13,X,DE CONSULTA EXTERNA,UNIDAD MÓVIL,U,EN OPERACION,31/02/2000,1,RURAL,,,,\n"
            + "HGIMB900406,,13,X,DE CONSULTA EXTERNA,UNIDAD MÓVIL,U,EN OPERACION,,1,RURAL,norte,,,\n"
            + "HGIMB900407,,13,X,DE CONSULTA EXTERNA,UNIDAD MÓVIL,U,CERRADA,,1,RURAL,,,,\n"
            + "HGIMB900408,,13,X,DE CONSULTA EXTERNA,UNIDAD MÓVIL,U,FUERA DE OPERACION,,1,RURAL,,,,\n"
            + "HGIMB900409,,3" + rest.Replace("X", "Y", StringComparison.Ordinal)
            + "HGIMB900410,,13" + rest),
            1, 0, 0, (2, "facility.malformed"), (3, "facility.state-mismatch"), (4, "state.unknown"), (5, "facility.predecessor"),
                (6, "facility.no-name"),
            (7, "facility.date"), (8, "facility.coordinates"), (9, "facility.status"), (10, "facility.closed-without-date"),
                (11, "facility.state-mismatch"));
    }

    // Number of the level, words of the level, stratum, type and typology of a row that is otherwise right.
    [Theory]
    [InlineData("4", "", "RURAL", "DE CONSULTA EXTERNA", "UNIDAD MÓVIL", "facility.care-level", "4")]
    [InlineData("", "NIVEL X", "RURAL", "DE CONSULTA EXTERNA", "UNIDAD MÓVIL", "facility.care-level", "NIVEL X")]
    [InlineData("1", "NIVEL X", "RURAL", "DE CONSULTA EXTERNA", "UNIDAD MÓVIL", "facility.care-level", "NIVEL X")]
    [InlineData("1", "SEGUNDO NIVEL", "RURAL", "DE CONSULTA EXTERNA", "UNIDAD MÓVIL", "facility.care-level", "1, SEGUNDO NIVEL")]
    [InlineData("1", "", "MARCIANO", "DE CONSULTA EXTERNA", "UNIDAD MÓVIL", "facility.stratum", "MARCIANO")]
    [InlineData("1", "", "RURAL", "ZZZ", "UNIDAD MÓVIL", "facility.kind", "ZZZ")]
    [InlineData("1", "", "RURAL", "DE CONSULTA EXTERNA", "ZZZ", "facility.kind", "ZZZ")]
    [InlineData("1", "", "RURAL", "", "ZZZ", "facility.kind", "ZZZ")]
    public async Task A_row_with_a_cell_that_is_not_understood_is_rejected_with_its_text(
        string number, string words, string stratum, string type, string typology, string code, string found)
    {
        const string header =
            "clues,nombre,clave nivel atencion,nivel atencion,estrato unidad,nombre tipo establecimiento,nombre de tipologia\n";
        var report = await Import($"{header}HGIMB900450,U,{number},{words},{stratum},{type},{typology}\n");
        Is(report, 0, 0, 0, (2, code));
        Assert.Contains($"«{found}", report.Rejected[0].Detail, StringComparison.Ordinal);
        Assert.Equal(404, (await Central.Get("/catalog/facilities/HGIMB900450")).Status);
    }

    [Fact]
    public async Task A_short_list_is_not_half_read_either() => Is(await Import(Short
        + ",BCIMB900460,A,TECATE,,,,RURAL,4,CENTRO DE SALUD\n,BCIMB900461,B,TECATE,,,,RURAL,NIVEL X,CENTRO DE SALUD\n"
        + ",BCIMB900462,C,TECATE,,,,MARCIANO,1,CENTRO DE SALUD\n,BCIMB900463,D,TECATE,,,,RURAL,1,ZZZ\n"
        + ",BCIMB900464,E,TECATE,,,,RURAL,1,CENTRO DE SALUD\n"),
        1, 0, 0, (2, "facility.care-level"), (3, "facility.care-level"), (4, "facility.stratum"), (5, "facility.kind"));

    [Fact]
    public async Task An_empty_cell_says_nothing_and_leaves_what_is_stored()
    {
        await Import(Short + ",BCIMB900470,A,TECATE,,,,RURAL,SEGUNDO NIVEL,HOSPITALES\n");
        Is(await Import(Short + ",BCIMB900470,A,TECATE,,,,,,\n,BCIMB900471,B,TECATE,,,,,,\n"), 1, 0, 1);
        Is(await Import(Short + ",BCIMB900470,A,TECATE,,,,NO APLICA,NO APLICA,NO ESPECIFICADO\n"), 0, 0, 1);
        var (kept, bare) = (await Facility("BCIMB900470"), await Facility("BCIMB900471"));
        Assert.Equal(("hospital", 2, true, "HOSPITALES"), (kept.Kind, kept.CareLevel, kept.Rural, kept.UnitType));
        Assert.Equal(("unclassified", null, null, null), (bare.Kind, bare.CareLevel, bare.Rural, bare.UnitType));
    }

    [Fact]
    public async Task Repeated_rows_must_agree_and_one_predecessor_has_one_successor() => Is(await Import(Short
        + "BCSSA900500,BCIMB900500,UNO,TECATE,,,,RURAL,PRIMER NIVEL,CENTRO DE SALUD\n"
        + "BCSSA900500,BCIMB900500,UNO,TECATE,,,,RURAL,PRIMER NIVEL,CENTRO DE SALUD\n"
        + "BCSSA900500,BCIMB900500,OTRO,TECATE,,,,RURAL,PRIMER NIVEL,CENTRO DE SALUD\n"
        + "BCSSA900500,BCIMB900501,DOS,TECATE,,,,RURAL,PRIMER NIVEL,CENTRO DE SALUD\n"
        + ",BCSSA900500,TRES,TECATE,,,,RURAL,PRIMER NIVEL,CENTRO DE SALUD\n"),
        1, 0, 1, (4, "csv.repeated-row-differs"), (5, "catalog.predecessor-taken"), (6, "catalog.replaced-code"));

    [Fact]
    public async Task A_list_may_name_the_buyer_by_code_name_or_alias()
    {
        Is(await Import("clues,nombre,comprador\nOCIMB900600,A,H-NINEZ-OAXAQUENA\nOCIMB900601,B,Hospital de la Niñez Oaxaqueña\n"
            + "OCIMB900602,C,IMSS BIENESTAR HOSPITAL_EX_INSABI_NINEZ_OAXAQUENA\nOCIMB900603,D,\nOCIMB900604,E,NADIE\nNLIMB900605,F,\n"),
            5, 0, 0, (6, "catalog.unknown-buyer"));
        foreach (var code in (string[])["OCIMB900600", "OCIMB900601", "OCIMB900602"])
            Assert.Equal("H-NINEZ-OAXAQUENA", (await Facility(code)).Buyer);
        Assert.Equal("EF-20", (await Facility("OCIMB900603")).Buyer);
        Assert.Null((await Facility("NLIMB900605")).Buyer);
    }

    [Theory]
    [InlineData("", "text/csv", 422, "csv.malformed")]
    [InlineData("nombre\nX\n", "text/csv", 422, "csv.missing-column")]
    [InlineData("clues\n", "application/json", 415, "request.media-type")]
    public async Task Refuses_what_is_no_such_list(string body, string type, int status, string code)
    {
        var answer = await Central.PostText(Path, body, type);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Is_central_supplys_to_do()
    {
        Assert.Equal(401, (await catalog.Host.WithoutToken().PostText(Path, "clues\n", "text/csv")).Status);
        Assert.Equal(403, (await catalog.Host.As(Roles.Warehouse, "13").PostText(Path, "clues\n", "text/csv")).Status);
    }

    [Fact]
    public async Task Days_of_attention_stay_where_a_list_does_not_say_them()
    {
        const string header = "cluesimb,nombre,municipio,tipoUnidad,nivelAtencion,diasAtencion\n";
        Is(await Import(header + "HGIMB900071,UNIDAD,ACATLAN,HOSPITALES,1,lunes a viernes\n"), 1, 0, 0);
        Is(await Import(header + "HGIMB900071,UNIDAD,ACATLAN,HOSPITALES,1,\n"), 0, 0, 1);
        Is(await Import("cluesimb,nombre\nHGIMB900071,UNIDAD UNO\n"), 0, 1, 0);
        Assert.Equal([1, 2, 3, 4, 5], (await Facility("HGIMB900071")).OpenWeekdays!);
        Is(await Import(header + "HGIMB900071,UNIDAD UNO,ACATLAN,HOSPITALES,1,lunes a domingo\n"), 0, 1, 0);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], (await Facility("HGIMB900071")).OpenWeekdays!);
        Is(await Import(header + "HGIMB900071,UNIDAD UNO,ACATLAN,HOSPITALES,1,24 horas\n"), 0, 0, 0, (2, "facility.weekdays"));
    }
}
