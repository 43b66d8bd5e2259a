using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>Prescriptions as those of the place read them.</summary>
public sealed class ReadPrescriptionsTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    [Fact]
    public async Task Reading_shows_the_document_to_those_of_the_place()
    {
        var (facility, id) = (dispensing.Facility(), Sample.NewId());
        await dispensing.Pharmacy(facility).Put(Sample.Path(id), Sample.Prescription(facility, Sample.Line(1, 5, 2)).With("folio", "L-1"));

        var read = await dispensing.Pharmacy(facility).Get(Sample.Path(id));
        Assert.Equal((200, "\"1\"", "L-1"), (read.Status, read.ETag, read.Json.GetProperty("folio").GetString()));
        Assert.Equal(3, read.Json.GetProperty("owed")[0].GetProperty("owed").GetInt32());
        Assert.Equal(200, (await dispensing.Host.As(Roles.State, state: "13").Get(Sample.Path(id))).Status);
        Assert.Equal(403, (await dispensing.Host.As(Roles.State, state: "02").Get(Sample.Path(id))).Status);
        Assert.Equal(403, (await dispensing.Pharmacy(dispensing.Facility()).Get(Sample.Path(id))).Status);
        Assert.Equal((404, "dispensing.no-such-prescription"), Codes(await dispensing.Pharmacy(facility).Get(Sample.Path(Sample.NewId()))));
    }

    [Fact]
    public async Task The_list_pages_newest_first_and_shows_ones_own()
    {
        var facility = dispensing.Facility();
        var ids = new List<Guid>();
        for (var day = 10; day <= 14; day++)
        {
            ids.Add(Sample.NewId());
            await dispensing.Pharmacy(facility)
                .Put(Sample.Path(ids[^1]),
                Sample.Prescription(facility).With("presentedAt", $"2026-10-{day}T10:00:00-06:00").With("prescribedOn", $"2026-10-{day}"));
        }
        var (seen, after) = (new List<Guid>(), "");
        do
        {
            var page = await dispensing.Pharmacy(facility)
                .Get($"/dispensing/prescriptions?facility={facility}&from=2026-10-11&status=recorded&limit=2{after}");
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid()));
            after = page.Json.GetProperty("next").GetString() is { } next ? $"&after={next}" : "";
        }
        while (after.Length > 0);

        Assert.Equal(ids.Skip(1).Reverse(), seen);
        var others = await dispensing.Pharmacy(dispensing.Facility()).Get("/dispensing/prescriptions");
        Assert.Empty(others.Json.GetProperty("items").EnumerateArray());
        Assert.Empty(
            (await dispensing.Host.As(Roles.Pharmacy).Get("/dispensing/prescriptions")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(
            5, (await dispensing.Host.As(Roles.State, state: "13").Get($"/dispensing/prescriptions?facility={facility}")).Json.GetProperty(
                "items").GetArrayLength());
    }

    [Theory]
    [InlineData("from=2026-02-30", "dispensing.date")]
    [InlineData("to=ayer", "dispensing.date")]
    [InlineData("status=lost", "dispensing.status")]
    [InlineData("limit=0", "request.limit")]
    [InlineData("after=x", "request.cursor")]
    [InlineData("facility=X", "facility.malformed")]
    [InlineData("facility=BCIMB000001", "access.foreign-facility")]
    [InlineData("estado=13", "request.unknown-parameter")]
    public async Task The_list_refuses_filters_that_mean_nothing(string query, string code) =>
        Assert.Equal(code, (await dispensing.Host.As(Roles.State, state: "13").Get($"/dispensing/prescriptions?{query}")).Code);

    [Fact]
    public async Task The_routes_are_described()
    {
        var paths = (await dispensing.Host.WithoutToken().Get("/openapi/dispensing.json")).Json.GetProperty("paths").EnumerateObject()
            .Select(x => x.Name).ToList();
        Assert.Contains("/dispensing/prescriptions/batch", paths);
        Assert.Contains("/dispensing/prescriptions/{id}/deliveries/{deliveryId}", paths);
    }

    private static (int, string?) Codes(Answer answer) => (answer.Status, answer.Code);
}
