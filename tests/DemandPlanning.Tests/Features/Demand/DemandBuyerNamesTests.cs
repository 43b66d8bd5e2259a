using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Features.Demand;
using Supply.Platform.Http;

namespace Supply.DemandPlanning.Tests.Features.Demand;

/// <summary>Every route of the demand takes a buyer by code, name or alias, and refuses one that nobody knows.</summary>
public sealed class DemandBuyerNamesTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00";

    // Code, name and alias, in spellings that differ in case, accents and blanks.
    public static readonly TheoryData<string> Spellings =
        ["EF-13", "ef-13", "HIDALGO", "hidálgo", "%20Hidalgo%20", "IMSS%20BIENESTAR%20EF_ADHERIDA_HIDALGO",
            "imss%20bienestar%20%20ef_adherida_hidalgo"];

    private TestCaller Hidalgo => planning.Host.As(Roles.State, state: "13", name: "hidalgo");

    private async Task<string> Period(string name)
    {
        await planning.Buyer("EF-13", "Hidalgo", "13", "IMSS BIENESTAR EF_ADHERIDA_HIDALGO");
        await planning.Buyer("EF-20", "Oaxaca", "20");
        Assert.True((await planning.Central.Put($"/planning/demand/{name}", new { from = "2027-01", months = 24 })).Status is 200 or 201);
        return $"/planning/demand/{name}";
    }

    private static object Request(string clave, long quantity) => new { lines = new[] { new { clave, quantity } } };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A_request_is_the_same_however_its_buyer_is_named(string spelling)
    {
        var path = await Period($"ASK{Spellings.Select(x => x.Data).ToList().IndexOf(spelling)}") + "/requests/";
        var first = await Hidalgo.Put(path + spelling, Request(A, 100));
        Assert.True(first.Status == 201, first.ToString());
        Assert.Equal("EF-13", first.Read<PutDemandRequest.Response>().Buyer);
        foreach (var other in Spellings.Select(x => x.Data))
        {
            var again = await Hidalgo.Put(path + other, Request(A, 100));
            Assert.Equal((200, first.Text), (again.Status, again.Text));
            Assert.Equal(first.Text, (await Hidalgo.Get(path + other)).Text);
            Assert.Equal("request.version-required", (await Hidalgo.Put(path + other, Request(A, 5))).Code);
        }
        Assert.Equal(200, (await Hidalgo.Put(path + "HIDALGO", Request(A, 5), ifMatch: first.ETag)).Status);
        Assert.Equal(1, await planning.Db(db => db.Requests.CountAsync(x => path.Contains("/" + x.Period + "/"))));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A_quantity_set_by_hand_is_the_same_however_its_buyer_is_named(string spelling)
    {
        var path = await Period($"SET{Spellings.Select(x => x.Data).ToList().IndexOf(spelling)}") + "/consolidated/";
        var first = await planning.Central.Put($"{path}{spelling}/{A}", new { max = 100 });
        Assert.True(first.Status == 201, first.ToString());
        Assert.Equal("EF-13", first.Read<PutConsolidated.Response>().Buyer);
        var again = await planning.Central.Put($"{path}EF-13/{A}", new { max = 100 });
        Assert.Equal((200, first.Text), (again.Status, again.Text));
        Assert.Equal("request.version-required", (await planning.Central.Put($"{path}{spelling}/{A}", new { max = 5 })).Code);
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task The_demand_of_a_buyer_is_found_however_it_is_named(string spelling)
    {
        var path = await Period("SEEN");
        await planning.Central.Put($"{path}/consolidated/EF-13/{A}", new { max = 100 });
        await planning.Central.Put($"{path}/consolidated/EF-20/{B}", new { max = 200 });
        foreach (var group in (string[])["line", "clave", "buyer", "total"])
            Assert.Equal(100, Assert.Single((await planning.Central.Get($"{path}?group={group}&buyer={spelling}"))
                .Read<Page<ListDemand.Item>>().Items).Max);
    }

    [Fact]
    public async Task A_buyer_that_nobody_knows_is_refused_by_every_route()
    {
        var path = await Period("NOBODY");
        await planning.Central.Put($"{path}/consolidated/EF-13/{A}", new { max = 100 });
        foreach (var group in (string[])["line", "clave", "buyer", "total"])
        {
            var listed = await planning.Central.Get($"{path}?group={group}&buyer=NADIE");
            Assert.Equal((422, "planning.unknown-buyer"), (listed.Status, listed.Code));
            Assert.Contains("NADIE", listed.Text);
        }
        Assert.Equal("planning.unknown-buyer", (await Hidalgo.Put(path + "/requests/NADIE", Request(A, 1))).Code);
        Assert.Equal("planning.unknown-buyer", (await Hidalgo.Get(path + "/requests/NADIE")).Code);
        Assert.Equal("planning.unknown-buyer", (await planning.Central.Put($"{path}/consolidated/NADIE/{A}", new { max = 1 })).Code);
        // Known and without demand is no mistake; an empty filter is none.
        Assert.Empty((await planning.Central.Get(path + "?buyer=Oaxaca")).Read<Page<ListDemand.Item>>().Items);
        Assert.Single((await planning.Central.Get(path + "?buyer=%20")).Read<Page<ListDemand.Item>>().Items);
    }

    [Fact]
    public async Task A_name_does_not_open_what_is_another_states()
    {
        var path = await Period("OTHERS");
        Assert.Equal("access.foreign-state", (await Hidalgo.Put(path + "/requests/Oaxaca", Request(A, 1))).Code);
        Assert.Equal("access.foreign-state", (await Hidalgo.Get(path + "/requests/Oaxaca")).Code);
        await planning.Central.Put($"{path}/consolidated/Oaxaca/{A}", new { max = 100 });
        Assert.Empty((await Hidalgo.Get(path + "?buyer=Oaxaca")).Read<Page<ListDemand.Item>>().Items);
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task The_consumption_of_a_buyer_is_found_however_it_is_named(string spelling)
    {
        await Period("CONSUMED");
        await planning.Facility("HGIMB000951", buyer: "EF-13");
        await planning.Facility("OCIMB000952", buyer: "EF-UNNAMED");
        await planning.Dispense("HGIMB000951", A, "2026-09", 10, 10, 10);
        await planning.Dispense("OCIMB000952", A, "2026-09", 10, 10, 10);
        await planning.Compute("2026-09", 12);
        Assert.Equal("EF-13", Assert.Single(await planning.Cpm($"level=buyer&asOf=2026-09&clave={A}&code={spelling}")).Code);
        // The catalogue has not named this one yet, and its facility has consumed.
        Assert.Single(await planning.Cpm($"level=buyer&asOf=2026-09&clave={A}&code=ef-unnamed"));
        Assert.Equal("planning.unknown-buyer", (await planning.Central.Get("/planning/cpm?level=buyer&asOf=2026-09&code=NADIE")).Code);
    }
}
