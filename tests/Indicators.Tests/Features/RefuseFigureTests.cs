using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>What the indicators are, who may ask for them, and what is no question.</summary>
public sealed class RefuseFigureTests(IndicatorsHost at) : IClassFixture<IndicatorsHost>
{
    [Fact]
    public async Task The_metadata_say_what_the_documents_print()
    {
        var answer = await at.Host.As(Roles.Pharmacy, facility: "HGIMB000011").Get("/indicators");
        Assert.Equal(200, answer.Status);
        var all = answer.Json.GetProperty("items").EnumerateArray().ToDictionary(x => x.GetProperty("indicator").GetString()!);
        Assert.Equal((2, "002:744"), (all["ind-a"].GetProperty("targets").GetArrayLength(), all["ind-a"].GetProperty("source")
            .GetString()));
        Assert.Equal(0, all["ind-b"].GetProperty("targets").GetArrayLength());
        var printed = all["ind-b"].GetProperty("history").EnumerateArray()
            .Select(x => (x.GetProperty("institution").GetString(), x.GetProperty("year").GetInt32(), x.GetProperty("value").GetString()));
        Assert.Contains(("SESA", 2019, "75.9"), printed);
        Assert.Contains(("IMSS-BIENESTAR", 2023, "ND"), printed);
    }

    [Theory]
    [InlineData("ind-z?period=2026", 404, "indicators.no-such-indicator")]
    [InlineData("ind-b", 422, "indicators.period")]
    [InlineData("ind-b?period=2026-13", 422, "indicators.period")]
    [InlineData("ind-b?period=2026&level=moon", 422, "indicators.level")]
    [InlineData("ind-b?period=2026&level=1", 422, "indicators.level")]
    [InlineData("ind-b?period=2026&code=13", 422, "indicators.code")]
    [InlineData("ind-b?period=2026&level=state&code=33", 422, "state.unknown")]
    [InlineData("ind-b?period=2026&level=state", 422, "state.unknown")]
    [InlineData("ind-b?period=2026&level=facility&code=X", 422, "facility.malformed")]
    [InlineData("ind-b?period=2026&level=facility&code=HGIMB999999", 404, "indicators.no-such-facility")]
    [InlineData("ind-b?period=2026&level=unitType&code=nadie", 404, "indicators.no-such-unit-type")]
    [InlineData("ind-b?period=2026&level=unitLevel&code=4", 422, "indicators.code")]
    [InlineData("ind-b?period=2026&asOf=ayer", 422, "indicators.as-of")]
    [InlineData("ind-b?period=2026&asOf=2020-01-01", 404, "indicators.nothing-published")]
    [InlineData("ind-b?period=2026&colour=red", 422, "request.unknown-parameter")]
    [InlineData("ind-b/series?from=2026-10&to=2026-09", 422, "indicators.range")]
    [InlineData("ind-b/series?from=2026&to=2026&grain=week", 422, "indicators.grain")]
    [InlineData("ind-b/series?from=2026&to=2026&limit=0", 422, "request.limit")]
    [InlineData("ind-b/breakdown?period=2026&by=nation", 422, "indicators.breakdown")]
    [InlineData("ind-b/breakdown?period=2026&by=unitType&level=state&code=13", 422, "indicators.breakdown")]
    [InlineData("ind-b/breakdown?period=2026&against=2026-99", 422, "indicators.period")]
    [InlineData("ind-b/breakdown?period=2026&sort=name", 422, "indicators.sort")]
    [InlineData("ind-b/breakdown?period=2026&sort=change", 422, "indicators.sort")]
    [InlineData("ind-b/breakdown?period=2026&sort=value&after=13", 422, "indicators.after")]
    [InlineData("ind-b/breakdown?period=2026&sort=value&after=x%2013", 422, "indicators.after")]
    [InlineData("ind-b/documents?period=2026&side=left", 422, "indicators.side")]
    [InlineData("ind-b/documents?period=2026&reason=stockOut", 422, "indicators.reason")]
    [InlineData("ind-b/documents?period=2026&side=incomplete&reason=voided", 422, "indicators.reason")]
    [InlineData("ind-b/documents?period=2026&side=excluded&reason=stockOut", 422, "indicators.reason")]
    [InlineData("ind-a/documents?period=2026&side=incomplete&reason=stockOut", 422, "indicators.reason")]
    [InlineData("ind-z/publications?period=2026", 404, "indicators.no-such-indicator")]
    [InlineData("ind-b/publications", 422, "indicators.period")]
    [InlineData("missing?period=2026&level=unitType&code=A", 422, "indicators.level")]
    [InlineData("missing?period=2026&level=state&code=13", 422, "indicators.missing-period")]
    [InlineData("missing", 422, "indicators.period")]
    [InlineData("stream?period=2026", 404, "indicators.no-such-indicator")]
    [InlineData("stream?i=ind-b&period=x", 422, "indicators.period")]
    [InlineData("stream?i=ind-b&period=2026&level=facility&code=HGIMB999999", 404, "indicators.no-such-facility")]
    [InlineData("targets/ind-z/2026", 404, "indicators.no-such-indicator")]
    [InlineData("targets/ind-b/2026", 404, "indicators.no-target")]
    [InlineData("ind-b/documents?period=2026&format=xml", 422, "request.format")]
    [InlineData("ind-b/documents?period=2026&asOf=2020-01-01", 404, "indicators.nothing-published")]
    [InlineData("ind-b/documents?period=2026&after=x", 422, "request.wrong-type")]
    public async Task Refuses_what_means_nothing(string path, int status, string code)
    {
        var answer = await at.Dashboard.Get("/indicators/" + path);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Figures_are_for_everybody_with_a_token_and_documents_for_those_who_audit()
    {
        Assert.Equal(401, (await at.Host.WithoutToken().Get("/indicators/ind-b?period=2026")).Status);
        var pharmacist = at.Host.As(Roles.Pharmacy, facility: "HGIMB000011");
        Assert.Equal(200, (await pharmacist.Get("/indicators/ind-b?period=2026")).Status);
        var foreign = await pharmacist.Get("/indicators/ind-b/documents?period=2026&level=nation");
        Assert.Equal((403, "indicators.own-documents"), (foreign.Status, foreign.Code));
        Assert.Equal(200, (await at.Host.As(Roles.Auditor).Get("/indicators/ind-b/documents?period=2026")).Status);
    }
}
