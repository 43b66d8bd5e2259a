using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Features.Demand;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Demand;

public sealed class ImportDemandTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private async Task<string> Period(string name, int months = 24)
    {
        await planning.Buyer("HGO", "Hidalgo", "13", "IMSS BIENESTAR EF_ADHERIDA_HIDALGO");
        await planning.Buyer("HGM", "Hospital General de México", "09");
        Assert.Equal(201, (await planning.Central.Put($"/planning/demand/{name}", new { from = "2027-01", months })).Status);
        return name;
    }

    private async Task<ImportReport> Import(string period, string csv)
    {
        var answer = await planning.Central.PostText($"/planning/demand/{period}/import", csv, "text/csv; charset=utf-8");
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<ImportReport>();
    }

    private async Task<ListDemand.Item[]> Lines(string period, string query = "") =>
        [.. (await planning.Central.Get($"/planning/demand/{period}?{query}")).Read<Page<ListDemand.Item>>().Items];

    [Fact]
    public async Task Finds_the_buyer_by_code_name_or_alias_whatever_accents_and_case()
    {
        var period = await Period("FINDS");
        var report = await Import(period,
            "\uFEFFclave,institución,min,max\n010.000.0104.00,hgo,40,100\n010.000.0105.00, hospital general de MEXICO ,40,100\n010.000.0106.00,imss bienestar ef_adherida_hidalgo,40,100\n");
        Assert.Equal((3, 3, 0), (report.Received, report.Created, report.Rejected.Count));
        Assert.Equal(["HGO", "HGM", "HGO"], (await Lines(period)).Select(x => x.Buyer));
    }

    [Fact]
    public async Task Rejects_each_bad_row_alone_and_says_why()
    {
        var period = await Period("REJECTS");
        var report = await Import(period, """
            clave,institucion,min,max
            010.000.0104.00,HGO,40,100
            010.000.0104.0,HGO,40,100
            000.000.0000.00,HGO,40,100
            010.000.0105.00,Nadie,40,100
            010.000.0105.00,HGO,101,100
            010.000.0105.00,HGO,-1,100
            010.000.0105.00,HGO,40,2147483648
            010.000.0105.00,HGO,40,cien
            010.000.0104.00,HGO,40,100
            010.000.0104.00,HGO,40,101

            """);
        Assert.Equal((10, 1, 0, 1), (report.Received, report.Created, report.Updated, report.Unchanged));
        Assert.Equal(
            [(3, "clave.malformed"), (4, "clave.placeholder"), (5, "planning.unknown-buyer"), (6, "planning.min-over-max"),
                (7, "planning.pieces"), (8, "pieces.too-many"), (9, "planning.pieces"), (11, "planning.row-repeated")],
            report.Rejected.Select(x => (x.Row, x.Code)));
        Assert.Single(await Lines(period));
    }

    [Fact]
    public async Task Stores_the_minimum_as_printed_and_flags_a_deviation()
    {
        var period = await Period("PRINTED");
        await Import(period, "clave,institucion,min,max\n010.000.0104.00,HGO,41,100\n010.000.0105.00,HGO,40,100\n");
        Assert.Equal([(41L, 1), (40L, 0)], (await Lines(period)).Select(x => (x.Min!.Value, x.MinDeviates)));
    }

    [Fact]
    public async Task Takes_an_approved_monthly_consumption_times_the_months()
    {
        var period = await Period("CPM", months: 24);
        var report = await Import(period,
            "clave,institucion,cpm\n010.000.0104.00,HGO,13\n010.000.0105.00,HGO,1.0001\n010.000.0106.00,HGO,-1\n010.000.0107.00,HGO,99999999999\n");
        Assert.Equal([(4, "planning.cpm"), (5, "planning.cpm")], report.Rejected.Select(x => (x.Row, x.Code)));
        Assert.Equal([(312L, 125L, 0), (25L, 10L, 1)], (await Lines(period)).Select(x => (x.Max!.Value, x.Min!.Value, x.Rounded)));
    }

    [Theory]
    [InlineData("1.250;3.125")]
    [InlineData("\"1,250\";\"3,125\"")]
    [InlineData("1 250;3 125")]
    [InlineData("1250.0;3125.0")]
    [InlineData("1250;3.125")] // forms mixed in one row
    public async Task A_number_that_can_be_read_in_two_ways_is_refused_and_never_guessed(string numbers)
    {
        var period = await Period("N" + Guid.CreateVersion7().ToString("N")[^18..].ToUpperInvariant());
        var report = await Import(period, $"clave;institucion;min;max\n010.000.0104.00;HGO;40;100\n010.000.0105.00;HGO;{numbers}\n");
        Assert.Equal((2, 1), (report.Received, report.Created));
        Assert.Equal([(3, "planning.pieces")], report.Rejected.Select(x => (x.Row, x.Code)));
        Assert.Single(await Lines(period));

        var monthly = await Import(period, "clave;institucion;demanda_mensual\n010.000.0106.00;HGO;1.250\n010.000.0107.00;HGO;1.25\n");
        Assert.Equal((1, "planning.cpm"), (monthly.Created, Assert.Single(monthly.Rejected).Code));
        Assert.Contains("1250 o como 1.2500", monthly.Rejected[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_import_changes_nothing_and_says_so_and_a_third_updates_what_differs()
    {
        var period = await Period("TWICE");
        const string csv = "clave,institucion,min,max\n010.000.0104.00,HGO,40,100\n010.000.0105.00,HGO,40,100\n";
        await Import(period, csv);
        var version = await planning.Db(db => db.Editions.Where(x => x.Period == period).Select(x => x.Version).SingleAsync());
        var second = await Import(period, csv);
        Assert.Equal((2, 0, 0, 2), (second.Received, second.Created, second.Updated, second.Unchanged));
        Assert.Equal(version, await planning.Db(db => db.Editions.Where(x => x.Period == period).Select(x => x.Version).SingleAsync()));
        var third = await Import(period, csv.Replace("00,HGO,40,100\n010", "00,HGO,80,200\n010", StringComparison.Ordinal));
        Assert.Equal((0, 1, 1), (third.Created, third.Updated, third.Unchanged));
        Assert.Equal([200L, 100L], (await Lines(period)).Select(x => x.Max!.Value));
    }

    [Fact]
    public async Task Every_total_is_the_sum_of_its_parts()
    {
        var period = await Period("SUMS");
        var rows = Enumerable.Range(0, 1200)
            .Select(i => (Index: i, Max: 2_000_000_000L + i))
            .Select(x => $"010.000.{x.Index / 2:0000}.00,{(x.Index % 2 == 0 ? "HGO" : "HGM")},{(2 * x.Max + 4) / 5},{x.Max}");
        var report = await Import(period, "clave,institucion,min,max\n" + string.Join('\n', rows));
        Assert.Equal((1200, 1200), (report.Received, report.Created));
        var total = (await Lines(period, "group=total")).Single();
        Assert.Equal((600, 2, 1200L * 2_000_000_000 + 1199 * 600), (total.Claves, total.Buyers, total.Max));
        Assert.Null(total.Requested);
        foreach (var group in (string[])["line", "clave", "buyer"])
        {
            var (parts, after) = (new List<ListDemand.Item>(), "");
            do
            {
                var page = (await planning.Central.Get($"/planning/demand/{period}?group={group}&limit=700{after}"))
                    .Read<Page<ListDemand.Item>>();
                parts.AddRange(page.Items);
                after = page.Next is null ? "" : "&after=" + Uri.EscapeDataString(page.Next);
            } while (after.Length > 0);
            Assert.Equal((total.Max, total.Min, total.Lines), (parts.Sum(x => x.Max), parts.Sum(x => x.Min), parts.Sum(x => x.Lines)));
        }
        Assert.Equal(total.Max, (await Lines(period, "group=total&buyer=HGO")).Single().Max + (await Lines(period, "group=total&buyer=HGM"))
            .Single().Max);
        Assert.Equal(2, (await Lines(period, "clave=010.000.0007.00")).Length);
    }

    [Fact]
    public async Task Refuses_what_is_no_such_list()
    {
        var period = await Period("BAD");
        var path = $"/planning/demand/{period}/import";
        Assert.Equal(415, (await planning.Central.PostText(path, "clave,institucion,min,max\n", "application/json")).Status);
        Assert.Equal("csv.malformed", (await planning.Central.PostText(path, "", "text/csv")).Code);
        Assert.Equal("csv.missing-column", (await planning.Central.PostText(path, "institucion,min,max\nHGO,1,2\n", "text/csv")).Code);
        Assert.Equal("csv.missing-column",
            (await planning.Central.PostText(path, "clave,min,max\n010.000.0104.00,1,2\n", "text/csv")).Code);
        Assert.Equal("csv.missing-column",
            (await planning.Central.PostText(path, "clave,institucion,min\n010.000.0104.00,HGO,2\n", "text/csv")).Code);
        Assert.Equal("csv.missing-column",
            (await planning.Central.PostText(path, "clave,institucion,max\n010.000.0104.00,HGO,2\n", "text/csv")).Code);
        Assert.Equal((404, "planning.no-such-period"),
            (await planning.Central.PostText("/planning/demand/NONE/import", "clave,institucion,min,max\n", "text/csv")) is var none
            ? (none.Status, none.Code) : default);
        Assert.Equal(403, (await planning.Host.As(Roles.State, state: "13")
            .PostText(path, "clave,institucion,min,max\n", "text/csv")).Status);
        Assert.Empty(await Lines(period));
    }

    [Fact]
    public async Task Reads_Latin_1()
    {
        var period = await Period("LATIN");
        var answer = await planning.Central.Send(HttpMethod.Post, $"/planning/demand/{period}/import",
            Encoding.Latin1.GetBytes("clave,institución,min,max\n010.000.0104.00,Hospital General de México,40,100\n"), "text/csv");
        Assert.Equal(1, answer.Read<ImportReport>().Created);
    }
}
