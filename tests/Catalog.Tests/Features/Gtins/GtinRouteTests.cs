using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Features.Gtins;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Gtins;

public sealed class GtinRouteTests(CatalogHost catalog) : IClassFixture<CatalogHost>, IAsyncLifetime
{
    private const string Paracetamol = "010.000.0104.00";
    private const string Syringe = "060.345.3798";
    private const string Facility = "HGIMB000011";

    private static int next = 100;

    private TestCaller Central => catalog.Host.As(Roles.Central, name: "central");
    private TestCaller Pharmacy => catalog.Host.As(Roles.Pharmacy, facility: Facility, name: "farmacia");

    public async ValueTask InitializeAsync() => await Central.PostText(
        "/catalog/items/import", $"clave,descripcion\n{Paracetamol},PARACETAMOL\n{Syringe},JERINGA\n", "text/csv");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_pharmacy_teaches_a_bar_code_once_and_everybody_has_it()
    {
        var gtin = New();
        var first = await Pharmacy.Put($"/catalog/gtins/{gtin[1..]}", new { clave = Paracetamol });
        var again = await Pharmacy.Put($"/catalog/gtins/{gtin}", new { clave = Paracetamol });
        var elsewhere = await catalog.Host.As(Roles.Warehouse, facility: "ALM-13-01")
            .Put($"/catalog/gtins/{gtin}", new { clave = Paracetamol });
        Assert.Equal((201, 200, 200), (first.Status, again.Status, elsewhere.Status));
        Assert.Equal(first.Text, again.Text);
        var read = (await catalog.Host.As(Roles.Auditor).Get($"/catalog/gtins/{gtin}")).Read<GtinView>();
        Assert.Equal((gtin, Paracetamol, "farmacia", Facility, 1), (read.Gtin, read.Clave, read.ChangedBy, read.Facility, read.Version));
        Assert.Single(await Audit(gtin), x => x.Action == "gtin.taught" && x.Detail!.EndsWith(Facility, StringComparison.Ordinal));
        // an item has several, one for each maker
        Assert.Equal(201, (await Pharmacy.Put($"/catalog/gtins/{New()}", new { clave = Paracetamol })).Status);
    }

    [Fact]
    public async Task Another_clave_is_a_conflict_that_names_both_and_central_supply_corrects_it()
    {
        var gtin = New();
        await Pharmacy.Put($"/catalog/gtins/{gtin}", new { clave = Paracetamol });
        var conflict = await catalog.Host.As(Roles.Pharmacy, facility: "HGIMB000023")
            .Put($"/catalog/gtins/{gtin}", new { clave = Syringe });
        Assert.Equal((409, "catalog.gtin-taken"), (conflict.Status, conflict.Code));
        var detail = conflict.Json.GetProperty("detail").GetString();
        Assert.Contains(Paracetamol, detail, StringComparison.Ordinal);
        Assert.Contains(Syringe, detail, StringComparison.Ordinal);

        Assert.Equal(428, (await Central.Put($"/catalog/gtins/{gtin}", new { clave = Syringe })).Status);
        Assert.Equal(412, (await Central.Put($"/catalog/gtins/{gtin}", new { clave = Syringe }, "\"7\"")).Status);
        var corrected = await Central.Put($"/catalog/gtins/{gtin}", new { clave = Syringe }, "\"1\"");
        Assert.Equal((200, "\"2\""), (corrected.Status, corrected.ETag));
        Assert.Equal((Syringe, null), (corrected.Read<GtinView>().Clave, corrected.Read<GtinView>().Facility));
        Assert.Contains(await Audit(gtin), x => x.Action == "gtin.corrected" && x.Detail == $"{Paracetamol} -> {Syringe}");
    }

    [Fact]
    public async Task A_deleted_one_names_nothing_until_it_is_taught_again_and_those_who_have_it_hear_of_both()
    {
        var (kept, gone) = (New(), New());
        var since = await Next();
        foreach (var gtin in (string[])[gone, kept])
            await Pharmacy.Put($"/catalog/gtins/{gtin}", new { clave = Paracetamol });
        Assert.Equal("access.role", (await Pharmacy.Send(HttpMethod.Delete, $"/catalog/gtins/{gone}", null, null)).Code);
        Assert.Equal(200, (await Central.Send(HttpMethod.Delete, $"/catalog/gtins/{gone}", null, null)).Status);
        Assert.Equal(200, (await Central.Send(HttpMethod.Delete, $"/catalog/gtins/{gone}", null, null)).Status);
        Assert.Equal("catalog.no-such-gtin", (await Pharmacy.Get($"/catalog/gtins/{gone}")).Code);
        Assert.Equal("catalog.no-such-gtin", (await Central.Send(HttpMethod.Delete, $"/catalog/gtins/{New()}", null, null)).Code);
        Assert.Equal([(kept, false), (gone, true)], await Changes(since)); // each once, as it is now
        var later = await Next();
        Assert.Empty(await Changes(later));
        Assert.Equal(200, (await Pharmacy.Put($"/catalog/gtins/{gone}", new { clave = Syringe })).Status);
        Assert.Equal([(gone, false)], await Changes(later));
        Assert.Single(await Audit(gone), x => x.Action == "gtin.deleted");
    }

    [Fact]
    public async Task Whoever_follows_the_changes_misses_none_while_many_teach_at_once()
    {
        var since = await Next();
        var taught = Enumerable.Range(0, 20).Select(_ => New()).ToList();
        var teaching = Task.WhenAll(taught.Select(x => Pharmacy.Put($"/catalog/gtins/{x}", new { clave = Paracetamol })));
        var heard = new List<string>();
        do
        {
            var page = (await Pharmacy.Get($"/catalog/gtins?changedSince={since}&limit=3")).Json;
            heard.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("gtin").GetString()!));
            since = page.GetProperty("next").GetInt64();
        }
        while (!teaching.IsCompleted || await Next() > since);
        Assert.All(await teaching, x => Assert.Equal(201, x.Status));
        Assert.Equal(taught.Order(), heard.Order());
    }

    [Fact]
    public async Task A_list_is_taken_row_by_row_and_replaces_what_counters_said()
    {
        var (taught, made) = (New(), New());
        await Pharmacy.Put($"/catalog/gtins/{taught}", new { clave = Paracetamol });
        var csv = $"GTIN,Clave\n{taught},{Syringe}\n{made},{Syringe}\n{made[..^1]}{(made[^1] - '0' + 1) % 10},{Syringe}\n"
            + $"{New()},010.000.9999.00\n{New()},x\n{made},{Syringe}\n{made},{Paracetamol}\n";
        var report = (await Central.PostText("/catalog/gtins/import", csv, "text/csv")).Read<ImportReport>();
        Assert.Equal((7, 1, 1, 1), (report.Received, report.Created, report.Updated, report.Unchanged));
        Assert.Equal(
            [(4, "gtin.check-digit"), (5, "catalog.unknown-clave"), (6, "clave.malformed"), (8, "csv.repeated-row-differs")],
            report.Rejected.Select(x => (x.Row, x.Code)));
        var again = (await Central.PostText("/catalog/gtins/import", csv, "text/csv")).Read<ImportReport>();
        Assert.Equal((0, 0, 3), (again.Created, again.Updated, again.Unchanged));
        Assert.Equal(Syringe, (await Pharmacy.Get($"/catalog/gtins/{taught}")).Read<GtinView>().Clave);
        Assert.Equal("access.role", (await Pharmacy.PostText("/catalog/gtins/import", csv, "text/csv")).Code);
    }

    [Theory]
    [InlineData("""{"clave":"010.000.0104.00"}""", "7501234567890", 422, "gtin.check-digit")]
    [InlineData("""{"clave":"010.000.0104.00"}""", "750", 422, "gtin.malformed")]
    [InlineData("""{"clave":"104"}""", "7501234567893", 422, "clave.malformed")]
    [InlineData("""{}""", "7501234567893", 422, "clave.malformed")]
    [InlineData("""{"clave":"010.000.9999.00"}""", "7501234567893", 422, "catalog.unknown-clave")]
    [InlineData("""{"clave":"010.000.0104.00","facility":"HG"}""", "7501234567893", 422, "facility.malformed")]
    [InlineData("""{"clave":"010.000.0104.00","facility":"HGIMB000023"}""", "7501234567893", 403, "access.foreign-facility")]
    public async Task Bad_input_is_refused(string body, string gtin, int status, string code)
    {
        var answer = await Pharmacy.Put("/catalog/gtins/" + gtin, body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("gtins?changedSince=-1", "request.changed-since")]
    [InlineData("gtins?changedSince=x", "request.wrong-type")]
    [InlineData("gtins?limit=0", "request.limit")]
    [InlineData("gtins?clave=1", "clave.malformed")]
    public async Task Bad_parameters_are_refused(string path, string code) =>
        Assert.Equal(code, (await Central.Get("/catalog/" + path)).Code);

    /// <summary>A bar code that no other test uses.</summary>
    private static string New()
    {
        var digits = $"07500000{Interlocked.Increment(ref next):00000}";
        var sum = digits.Select((x, i) => (x - '0') * (i % 2 == 0 ? 3 : 1)).Sum();
        return digits + ((10 - (sum % 10)) % 10);
    }

    private async Task<long> Next()
    {
        for (long? since = 0; ;)
        {
            var page = (await Central.Get($"/catalog/gtins?limit=1000&changedSince={since}")).Json;
            since = page.GetProperty("next").GetInt64();
            if (!page.GetProperty("more").GetBoolean())
                return since.Value;
        }
    }

    private async Task<List<(string?, bool)>> Changes(long since) =>
        [.. (await Pharmacy.Get($"/catalog/gtins?changedSince={since}")).Json.GetProperty("items").EnumerateArray()
            .Select(x => (x.GetProperty("gtin").GetString(), x.GetProperty("deleted").GetBoolean()))];

    private Task<List<Platform.Persistence.AuditRow>> Audit(string gtin) => catalog.Host.Db<CatalogDb, List<Platform.Persistence.AuditRow>>(
        db => db.AuditTrail.AsNoTracking().Where(x => x.Document == gtin).ToListAsync());
}
