using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>How many prescriptions wait for a person.</summary>
public sealed class CountPrescriptionsToDoTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    [Fact]
    public async Task Held_ones_and_possible_duplicates_of_ones_own_place()
    {
        var facility = dispensing.Facility();
        var pharmacy = dispensing.Pharmacy(facility);
        Assert.Equal((0, 0), await Counts(pharmacy));
        foreach (var ahead in (string[])["2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z"])
            await pharmacy.Put(Sample.Path(Sample.NewId()), Sample.Prescription(facility).With("presentedAt", ahead));
        foreach (var _ in Enumerable.Range(0, 2))
            await pharmacy.Put(Sample.Path(Sample.NewId()), Sample.Prescription(facility).With("folio", "R-1"));
        var duplicates = (await pharmacy.Get("/dispensing/duplicates")).Json.GetProperty("items").GetArrayLength();
        Assert.Equal((2, duplicates), await Counts(pharmacy));
        Assert.Equal((0, 0), await Counts(dispensing.Pharmacy(dispensing.Facility())));
        Assert.Empty((await dispensing.Host.As(Roles.Auditor).Get("/dispensing/todo")).Json.GetProperty("items").EnumerateArray());
    }

    private static async Task<(long Held, long Duplicates)> Counts(TestCaller caller)
    {
        var counts = (await caller.Get("/dispensing/todo")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(x => x.GetProperty("kind").GetString()!, x => x.GetProperty("count").GetInt64());
        return (counts["prescriptions-held"], counts["possible-duplicates"]);
    }
}
