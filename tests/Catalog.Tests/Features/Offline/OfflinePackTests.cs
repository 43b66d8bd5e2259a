using System.IO.Compression;
using System.Text;
using Supply.Catalog.Features.Offline;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Offline;

/// <summary>Each test has a catalogue of its own: the pack holds all of it.</summary>
public sealed class OfflinePackTests : IAsyncLifetime
{
    private const string Facility = "HGIMB000011";
    private const string Path = "/catalog/offline-pack?facility=" + Facility;

    private ServiceHost host = null!;

    private TestCaller Central => host.As(Roles.Central);
    private TestCaller Pharmacy => host.As(Roles.Pharmacy, facility: Facility);

    public async ValueTask InitializeAsync() => host = await ServiceHost.Start(new CatalogService());

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task It_holds_what_a_counter_needs_and_later_only_what_has_changed()
    {
        await Items(
            "010.000.0104.00,PARACETAMOL. TABLETA. Envase con 10 tabletas.,si\n010.000.0105.00,VIEJO,no\n060.345.3798,JERINGA. Pieza.,si");
        await Central.Put("/catalog/facilities/" + Facility, new { name = "Hospital", kind = "hospital", unitType = "H30" });
        await Central.Put("/catalog/formularies/H30", new { claves = new[] { "010.000.0104.00" } });
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await Pharmacy.Put("/catalog/gtins/7501234567893", new { clave = "010.000.0104.00" });

        var first = await Pharmacy.Get(Path);
        var pack = first.Read<OfflinePack>();
        Assert.True(pack.Complete);
        Assert.Equal(new OfflinePack.Place(Facility, "Hospital", "13", "America/Mexico_City", "H30"), pack.Facility);
        Assert.Equal(
            [new("010.000.0104.00", "PARACETAMOL. TABLETA", "Envase con 10 tabletas", "envase"),
                new OfflinePack.Item("060.345.3798", "JERINGA", "Pieza", "pieza")], pack.Items);
        Assert.Equal(["010.000.0104.00"], pack.Formulary!.Allowed);
        Assert.Equal([new OfflinePack.BarCode("07501234567893", "010.000.0104.00")], pack.Gtins);
        Assert.Contains(pack.FundingSources!, x => x is { Code: "SAEAC", RingFenced: true });
        Assert.Contains(pack.Locations!, x => x.Code == "main");

        Assert.Equal(304, (await Pharmacy.Get(Path, first.ETag)).Status);
        Assert.Equal(first.Text, (await Pharmacy.Get("/catalog/offline-pack")).Text); // the caller's own facility
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(304, (await Pharmacy.Get(Path, first.ETag)).Status);
        await Items("010.000.0104.00,PARACETAMOL. TABLETA. Envase con 10 tabletas.,no\n010.000.0106.00,NUEVO,si");
        await Central.Send(HttpMethod.Delete, "/catalog/gtins/7501234567893", null, null);

        Assert.Equal(200, (await Pharmacy.Get(Path, first.ETag)).Status);
        var since = await Pharmacy.Get($"{Path}&since={Uri.EscapeDataString(pack.AsOf.ToString("O", null))}");
        var changed = since.Read<OfflinePack>();
        Assert.False(changed.Complete);
        Assert.Equal(["010.000.0106.00"], changed.Items.Select(x => x.Clave));
        Assert.Equal(["010.000.0104.00"], changed.RemovedItems);
        Assert.Equal(["07501234567893"], changed.RemovedGtins);
        Assert.Empty(changed.Gtins);
        Assert.Null(changed.Formulary);
        Assert.Null(changed.FundingSources);
        Assert.Null(changed.Locations);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await Central.Put("/catalog/formularies/H30", new { claves = new[] { "060.345.3798" } }, "\"1\"");
        var last = (await Pharmacy.Get($"{Path}&since={Uri.EscapeDataString(changed.AsOf.ToString("O", null))}")).Read<OfflinePack>();
        Assert.Equal(["060.345.3798"], last.Formulary!.Allowed);
        Assert.Equal(["010.000.0106.00"], last.Items.Select(x => x.Clave)); // of the moment of the cursor: told again
        Assert.Null(last.FundingSources);
    }

    [Fact]
    public async Task What_was_made_shortly_before_the_last_change_is_told_again()
    {
        await Items("010.000.0104.00,PARACETAMOL,si");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Items("010.000.0105.00,IBUPROFENO,si");
        var asOf = (await Pharmacy.Get(Path)).Read<OfflinePack>().AsOf;
        var pack = (await Pharmacy.Get($"{Path}&since={Uri.EscapeDataString(asOf.ToString("O", null))}")).Read<OfflinePack>();
        Assert.Equal(2, pack.Items.Count);
    }

    [Fact]
    public async Task A_facility_that_the_catalogue_does_not_know_yet_has_all_claves_and_the_zone_of_its_state()
    {
        await Items("010.000.0104.00,PARACETAMOL,si");
        var pack = (await host.As(Roles.Warehouse, facility: "ALM-02-01").Get("/catalog/offline-pack")).Read<OfflinePack>();
        Assert.Equal(new OfflinePack.Place("ALM-02-01", null, "02", "America/Tijuana", null), pack.Facility);
        Assert.Equal((1, null), (pack.Items.Count, pack.Formulary!.Allowed));
    }

    [Fact]
    public async Task A_former_code_gets_the_pack_of_the_present_one()
    {
        await Central.Put(
            "/catalog/facilities/" + Facility, new { name = "Hospital", kind = "hospital", predecessors = new[] { "HGSSA000011" } });
        var pack = (await Pharmacy.Get("/catalog/offline-pack?facility=HGSSA000011")).Read<OfflinePack>();
        Assert.Equal((Facility, "Hospital"), (pack.Facility.Code, pack.Facility.Name));
    }

    [Theory]
    [InlineData("", "facility.malformed")]
    [InlineData("?facility=HG", "facility.malformed")]
    [InlineData("?facility=HGIMB000011&since=yesterday", "request.wrong-type")]
    [InlineData("?facility=HGIMB000011&colour=red", "request.unknown-parameter")]
    public async Task Bad_parameters_are_refused(string query, string code) =>
        Assert.Equal((422, code), await Refusal(Central, "/catalog/offline-pack" + query));

    /// <summary>What goes over a rural link once.</summary>
    [Fact]
    public async Task The_whole_compendium_is_small_enough_for_a_rural_link()
    {
        var file = RealData.Path("claves/claves.csv");
        Assert.SkipWhen(file is null, RealData.Absent);
        var claves = await File.ReadAllBytesAsync(file!);
        Assert.Equal(200, (await Central.Send(HttpMethod.Post, "/catalog/items/import", claves, "text/csv")).Status);
        var rows = Encoding.UTF8.GetString(claves).Split('\n').Skip(1).Take(1000).Select((x, i) => $"{BarCode(i)},{x[..x.IndexOf(',')]}");
        var codes = await Central.PostText("/catalog/gtins/import", "gtin,clave\n" + string.Join('\n', rows), "text/csv");
        Assert.Equal(1000, codes.Read<ImportReport>().Created);
        foreach (var (encoding, most) in ((string, int)[])[("br", 150_000), ("gzip", 165_000)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path);
            request.Headers.Add("Authorization", "Bearer " + host.Token(Roles.Pharmacy, facility: Facility));
            request.Headers.Add("Accept-Encoding", encoding);
            using var response = await host.Http.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
            TestContext.Current.TestOutputHelper?.WriteLine($"{encoding}: {bytes.Length:N0} bytes");
            Assert.True(bytes.Length < most, $"{encoding}: {bytes.Length:N0} bytes");
            using var whole = new MemoryStream();
            await using var plain = encoding == "br" ? (Stream)new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress)
                : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            await plain.CopyToAsync(whole);
            Assert.Equal(4798, new Answer(200, Encoding.UTF8.GetString(whole.ToArray()), null, null).Read<OfflinePack>().Items.Count);
        }
    }

    private static async Task<(int, string?)> Refusal(TestCaller caller, string path)
    {
        var answer = await caller.Get(path);
        return (answer.Status, answer.Code);
    }

    private static string BarCode(int i)
    {
        var digits = $"0750{i % 40:0000}{i * 37 % 100_000:00000}";
        return digits + ((10 - (digits.Select((x, at) => (x - '0') * (at % 2 == 0 ? 3 : 1)).Sum() % 10)) % 10);
    }

    private Task<Answer> Items(string rows) => Central.PostText("/catalog/items/import", "clave,descripcion,activo\n" + rows, "text/csv");
}
