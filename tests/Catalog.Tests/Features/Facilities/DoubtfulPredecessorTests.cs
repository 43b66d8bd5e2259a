using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Features.Facilities;
using Supply.Catalog.Persistence;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Catalog.Tests.Features.Facilities;

/// <summary>Stock, orders and prescriptions follow a predecessor code: one that looks like a mistake needs a person's word.</summary>
public sealed class DoubtfulPredecessorTests(CatalogHost catalog) : IClassFixture<CatalogHost>
{
    private const string OtherState = "facility.predecessor-other-state";
    private const string OtherKind = "facility.predecessor-other-kind";

    private TestCaller Central => catalog.Host.As(Roles.Central);

    [Theory]
    [InlineData("HGIMB600011", "healthUnit", "OCSSA600016", "healthUnit", OtherState)]
    [InlineData("HGIMB600021", "healthUnit", "OCSSA600026", null, OtherState)]
    [InlineData("HGIMB600031", "healthUnit", "ALM-13-61", "stateWarehouse", OtherKind)]
    [InlineData("HGIMB600041", "healthUnit", "ALM-13-62", null, OtherKind)]
    [InlineData("ALM-13-63", "stateWarehouse", "HGSSA600056", "hospital", OtherKind)]
    [InlineData("ALM-13-64", "stateWarehouse", "ALM-20-64", "stateWarehouse", OtherState)]
    [InlineData("HGIMB600061", "hospital", "HGSSA600066", "healthUnit", OtherKind)]
    public async Task A_predecessor_of_another_entity_or_kind_is_refused_until_it_is_confirmed(
        string code, string kind, string before, string? kindBefore, string refusal)
    {
        if (kindBefore is not null)
            Assert.Equal(201, (await Put(before, kindBefore)).Status);
        var refused = await Put(code, kind, [before]);
        Assert.Equal((422, refusal, "predecessors"), (refused.Status, refused.Code, refused.Json.GetProperty("field").GetString()));
        Assert.Equal(404, (await Central.Get("/catalog/facilities/" + code)).Status);
        Assert.DoesNotContain(await Published(before), x => x.ReplacedBy is not null);
        Assert.Empty(await Audited(code));

        var confirmed = await Put(code, kind, [before], confirmed: [" " + before.ToLowerInvariant()]);
        Assert.Equal((201, before), (confirmed.Status, Assert.Single(confirmed.Read<FacilityView>().Predecessors)));
        Assert.Equal([before], await Audited(code));
        Assert.Equal(code, (await Central.Get("/catalog/facilities/" + before)).Read<FacilityView>().Code);
        Assert.Equal((200, confirmed.Text), await Put(code, kind, [before], confirmed: [before]) is var x ? (x.Status, x.Text) : default);

        // What it has is not asked again, neither by a person nor by a list.
        var renamed = await Put(code, kind, [before], name: "Otra", ifMatch: confirmed.ETag);
        Assert.Equal(200, renamed.Status);
        var again = await Import($"clues,cluesssa,nombre\n{code},{before},Tercera\n");
        Assert.Equal((1, 0), (again.Updated, again.Rejected.Count));
        Assert.Single(await Audited(code));
    }

    [Fact]
    public async Task A_list_cannot_confirm_so_its_row_is_rejected_with_the_reason()
    {
        await Put("ALM-13-71", "stateWarehouse");
        await Put("HGSSA610016", "hospital");
        var report = await Import("cluesimb,cluesssa,nombre,tipoUnidad,nivelAtencion\n"
            + "HGIMB610011,OCSSA610011,UNO,CENTRO DE SALUD,1\nHGIMB610012,ALM-13-71,DOS,CENTRO DE SALUD,1\n"
            + "HGIMB610013,ALM-13-72,TRES,CENTRO DE SALUD,1\nHGIMB610014,HGSSA610016,CUATRO,CENTRO DE SALUD,1\n"
            + "HGIMB610015,HGIMB610015,CINCO,CENTRO DE SALUD,1\nHGIMB610016,HGSSA610017,SEIS,CENTRO DE SALUD,1\n");
        Assert.Equal(1, report.Created);
        Assert.Equal([(2, OtherState), (3, OtherKind), (4, OtherKind), (5, OtherKind), (6, "facility.own-predecessor")],
            report.Rejected.Select(x => (x.Row, x.Code)));
        Assert.Contains("Oaxaca", report.Rejected[0].Detail, StringComparison.Ordinal);
        Assert.Contains("almacén estatal", report.Rejected[1].Detail, StringComparison.Ordinal);
        Assert.Null((await Published("ALM-13-71"))[^1].ReplacedBy);
    }

    [Fact]
    public async Task The_past_of_a_code_comes_with_it_and_is_not_asked_again()
    {
        await Put("OCSSA620011", "healthUnit");
        await Put("HGSSA620011", "healthUnit", ["OCSSA620011"], confirmed: ["OCSSA620011"]);
        var heir = await Put("HGIMB620011", "healthUnit", ["HGSSA620011", "OCSSA620011"]);
        Assert.Equal((201, 2), (heir.Status, heir.Read<FacilityView>().Predecessors.Count));

        // A code of a chain alone is still another's, whatever is confirmed.
        Assert.Equal((409, "catalog.predecessor-taken"),
            await Put("HGIMB620012", "healthUnit", ["HGSSA620011"], confirmed: ["HGSSA620011"]) is var taken
                ? (taken.Status, taken.Code) : default);
        // A circle is none either, however long.
        foreach (var first in (string[])["HGSSA620011", "OCSSA620011"])
            Assert.Equal((409, "catalog.replaced-code"),
                await Put(first, "healthUnit", ["HGIMB620011"], confirmed: ["HGIMB620011"]) is var circle
                    ? (circle.Status, circle.Code) : default);
        Assert.Equal((422, "facility.own-predecessor"),
            await Put("HGIMB620011", "healthUnit", ["HGIMB620011"], confirmed: ["HGIMB620011"], ifMatch: heir.ETag) is var own
                ? (own.Status, own.Code) : default);
    }

    [Fact]
    public async Task Only_a_predecessor_can_be_confirmed()
    {
        var stray = await Put("HGIMB630011", "healthUnit", ["HGSSA630011"], confirmed: ["OCSSA630011"]);
        Assert.Equal((422, "facility.confirmed-predecessor"), (stray.Status, stray.Code));
        var malformed = await Put("HGIMB630011", "healthUnit", ["HGSSA630011"], confirmed: ["X"]);
        Assert.Equal((422, "facility.malformed"), (malformed.Status, malformed.Code));
        var one = await Put("HGIMB630011", "healthUnit", ["OCSSA630011", "ALM-13-73"], confirmed: ["OCSSA630011"]);
        Assert.Equal((422, OtherKind), (one.Status, one.Code));
        var needless = await Put("HGIMB630011", "healthUnit", ["HGSSA630011"], confirmed: ["HGSSA630011"]);
        Assert.Equal(201, needless.Status);
        Assert.Empty(await Audited("HGIMB630011"));
    }

    private Task<Answer> Put(string code, string kind, string[]? predecessors = null, string[]? confirmed = null, string name = "Unidad",
        string? ifMatch = null) => Central.Put("/catalog/facilities/" + code,
            new { name, kind, predecessors, confirmedPredecessors = confirmed }, ifMatch: ifMatch);

    private async Task<ImportReport> Import(string csv) =>
        (await Central.PostText("/catalog/facilities/import", csv, "text/csv")).Read<ImportReport>();

    private async Task<List<FacilityPublished>> Published(string code) =>
        [.. (await catalog.Host.Outgoing<CatalogDb, FacilityPublished>()).Where(x => x.Code == code).OrderBy(x => x.Version)];

    private Task<List<string?>> Audited(string code) => catalog.Host.Db<CatalogDb, List<string?>>(db => db.AuditTrail
        .Where(x => x.Action == "facility.predecessor-confirmed" && x.Document == code).Select(x => x.Detail).ToListAsync());
}
