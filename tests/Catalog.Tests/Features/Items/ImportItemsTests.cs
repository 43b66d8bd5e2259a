using System.Net.Http.Headers;
using System.Text;
using Supply.Catalog.Features.Items;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Items;

public sealed class ImportItemsTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private const string Path = "/catalog/items/import";

    private TestCaller Central => catalog.Host.As(Roles.Central);

    private async Task<ImportReport> Import(string csv) => await Import(Encoding.UTF8.GetBytes(csv));

    private async Task<ImportReport> Import(byte[] csv)
    {
        var answer = await Central.Send(HttpMethod.Post, Path, csv, "text/csv");
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<ImportReport>();
    }

    private async Task<ItemView> Item(string clave) => (await Central.Get("/catalog/items/" + clave)).Read<ItemView>();

    private async Task<List<ItemPublished>> Published(string clave) =>
        (await catalog.Host.Outgoing<CatalogDb, ItemPublished>()).FindAll(x => x.Clave == clave);

    private static void Is(ImportReport report, int received, int created, int updated, int unchanged,
        params (int Row, string Code)[] rejected)
    {
        Assert.Equal((received, created, updated, unchanged), (report.Received, report.Created, report.Updated, report.Unchanged));
        Assert.Equal(rejected, report.Rejected.Select(x => (x.Row, x.Code)));
    }

    [Fact]
    public async Task A_second_import_changes_nothing_publishes_nothing_and_says_so()
    {
        const string csv = "clave,descripcion,ven\n010.000.1001.00,ÁCIDO FÓLICO,E\n060.345.1001,JERINGA,V\n";
        Is(await Import(csv), 2, 2, 0, 0);
        Is(await Import(csv), 2, 0, 0, 2);

        var syringe = Assert.Single(await Published("060.345.1001"));
        Assert.Equal((1, "medicalSupply", "V", true, false),
            (syringe.Version, syringe.ProductClass, syringe.Ven, syringe.Active, syringe.Controlled));
        Assert.Single(await Published("010.000.1001.00"));
    }

    [Fact]
    public async Task An_absent_column_leaves_what_is_stored()
    {
        await Import("clave,descripcion,ven\n010.000.1002.00,IBUPROFENO,E\n");
        Is(await Import("CLAVE,VEN\n010.000.1002.00,V\n"), 1, 0, 1, 0);
        Is(await Import("clave,ven,descripcion\n010.000.1002.00,,\n"), 1, 0, 0, 1);

        var item = await Item("010.000.1002.00");
        Assert.Equal(("IBUPROFENO", "V", 2), (item.Description, item.Ven, item.Version));
        Assert.Equal([1, 2], (await Published("010.000.1002.00")).Select(x => x.Version).Order());
    }

    [Fact]
    public async Task A_list_overrides_class_control_cold_chain_and_use()
    {
        await Import("CLAVE,DESCRIPCIÓN,Clase,Controlado,Red_Fria,Activo,otra cosa\n010.000.1003.00,BCG,vacuna,no,sí,no,x\n");
        var item = await Item("010.000.1003.00");
        Assert.Equal((ProductClass.Vaccine, false, true, false), (item.ProductClass, item.Controlled, item.ColdChain, item.Active));
    }

    [Fact]
    public async Task A_bad_row_is_rejected_alone() => Is(await Import("""
        clave,descripcion,ven
        000.000.0000.00,RELLENO,N
        10.1.1,MALA,N
        010.000.1004.00,BUENA,N
        010.000.1005.00,,N
        010.000.1006.00,VEN MALO,Q
        ,SIN CLAVE,N
        """), 6, 1, 0, 0,
            (2, "clave.placeholder"), (3, "clave.malformed"), (5, "item.no-description"), (6, "item.ven"), (7, "clave.malformed"));

    [Fact]
    public async Task A_rejected_row_names_its_column()
    {
        var report = await Import("clave,descripcion,ven\n10.1.1,MALA,N\n010.000.1011.00,VEN MALO,Q\n");
        Assert.Equal([(2, "clave"), (3, "ven")], report.Rejected.Select(x => (x.Row, x.Field)));
    }

    [Fact]
    public async Task A_repeated_row_equal_to_the_first_is_unchanged_and_a_differing_one_rejected()
    {
        Is(await Import("clave,descripcion\n010.000.1007.00,UNO\n 010.000.1007.00 ,UNO  \n010.000.1007.00,DOS\n"), 3, 1, 0, 1,
            (4, "csv.repeated-row-differs"));
        Assert.Equal("UNO", (await Item("010.000.1007.00")).Description);
    }

    [Fact]
    public async Task Repetitions_are_seen_across_commits()
    {
        var rows = Enumerable.Range(0, 450).Select(x => $"010.111.{x:0000}.00,ITEM {x}");
        Is(await Import(string.Join('\n', ["clave,descripcion", .. rows, "010.111.0000.00,ITEM 0", "010.111.0001.00,OTRO"])), 452, 450, 0,
            1, (453, "csv.repeated-row-differs"));
    }

    [Fact]
    public async Task A_good_row_after_a_rejected_one_of_the_same_clave_is_taken() =>
        Is(await Import("clave,descripcion\n010.000.1008.00,\n010.000.1008.00,AHORA SÍ\n"), 2, 1, 0, 0, (2, "item.no-description"));

    [Theory]
    [InlineData("utf-8 with BOM", "010.000.1010.00")]
    [InlineData("utf-8", "010.000.1011.00")]
    [InlineData("latin-1", "010.000.1012.00")]
    public async Task Accents_come_through_in(string encoding, string clave)
    {
        var csv = $"clave,descripcion\r\n{clave},\"SOLUCIÓN INYECTABLE, NIÑOS\nsegundo \"\"renglón\"\"\"   \r\n\r\n";
        byte[] bytes = encoding switch
        {
            "latin-1" => Encoding.Latin1.GetBytes(csv),
            "utf-8" => Encoding.UTF8.GetBytes(csv),
            _ => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)],
        };
        Is(await Import(bytes), 1, 1, 0, 0);
        Assert.StartsWith("SOLUCIÓN INYECTABLE, NIÑOS\nsegundo \"renglón\"", (await Item(clave)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blanks_around_a_quoted_cell_are_no_part_of_it()
    {
        Is(await Import("clave,descripcion,ven\n010.000.1014.00  , \"ENVASE \"\"A\"\", CON 10\"  ,E  \n"), 1, 1, 0, 0);
        var item = await Item("010.000.1014.00");
        Assert.Equal(("ENVASE \"A\", CON 10", "E"), (item.Description, item.Ven));
    }

    [Fact]
    public async Task Two_imports_of_one_list_at_once_take_each_row_once()
    {
        var csv = "clave,descripcion\n" + string.Join('\n', Enumerable.Range(0, 500).Select(x => $"010.222.{x:0000}.00,ITEM {x}"));
        var reports = await Task.WhenAll(Import(csv), Import(csv), Import(csv));
        Assert.Equal((500, 1000), (reports.Sum(x => x.Created), reports.Sum(x => x.Unchanged)));
        Assert.All(reports, x => Assert.Empty(x.Rejected));
        Assert.Equal(500, (await catalog.Host.Outgoing<CatalogDb, ItemPublished>())
            .Count(x => x.Clave.StartsWith("010.222.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_import_is_audited_once_per_commit_that_changed_something()
    {
        var before = await Audits();
        await Import("clave,descripcion\n010.000.1013.00,X\n");
        await Import("clave,descripcion\n010.000.1013.00,X\n");
        Assert.Equal(before + 1, await Audits());

        Task<int> Audits() => catalog.Host.Db<CatalogDb, int>(
            db => Task.FromResult(db.AuditTrail.Count(x => x.Action == "items.imported")));
    }

    [Fact]
    public async Task Only_a_header_is_an_empty_list() => Is(await Import("clave,descripcion\n"), 0, 0, 0, 0);

    [Theory]
    [InlineData("", "text/csv", 422, "csv.malformed")]
    [InlineData("descripcion,ven\nX,N\n", "text/csv", 422, "csv.missing-column")]
    [InlineData("clave\n010.000.0104.00\n", "application/json", 415, "request.media-type")]
    [InlineData("clave\n010.000.0104.00\n", "text/plain", 415, "request.media-type")]
    public async Task Refuses_what_is_no_such_list(string body, string type, int status, string code)
    {
        var answer = await Central.PostText(Path, body, type);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Gives_up_on_a_list_that_is_all_wrong()
    {
        var answer = await Central.PostText(Path, "clave\n" + string.Concat(Enumerable.Repeat("x\n", 10_001)), "text/csv; charset=utf-8");
        Assert.Equal((422, "csv.too-many-rejected"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_64_MB_is_too_large_also_in_chunks(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new Endless(CsvFile.MaxBytes + 70_000, chunked) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", catalog.Host.Token(Roles.Central));
        request.Headers.ExpectContinue = true; // the server may answer before it is sent
        using var response = await catalog.Host.Http.SendAsync(request);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains("request.too-large", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_central_supplys_to_do()
    {
        Assert.Equal(401, (await catalog.Host.WithoutToken().PostText(Path, "clave\n", "text/csv")).Status);
        Assert.Equal(403, (await catalog.Host.As(Roles.State, "13").PostText(Path, "clave\n", "text/csv")).Status);
    }

    private sealed class Endless : HttpContent
    {
        private readonly long bytes;
        private readonly bool chunked;

        public Endless(long bytes, bool chunked)
        {
            (this.bytes, this.chunked) = (bytes, chunked);
            Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            var block = new byte[1 << 16];
            block.AsSpan().Fill((byte)'x');
            for (var left = bytes; left > 0; left -= block.Length)
                await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return !chunked;
        }
    }
}
