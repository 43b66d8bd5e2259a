using FsCheck;
using FsCheck.Fluent;

namespace Supply.Kernel.Tests;

public sealed class FacilityCodeTests
{
    [Theory]
    [InlineData("HGIMB000011", "13")]
    [InlineData(" hgimb000011 ", "13")]
    [InlineData("DFSSA004936", "09")]
    [InlineData("SPSSA003593", "24")]
    [InlineData("ALM-13-01", "13")]
    [InlineData("alm-09-99", "09")]
    public void A_code_tells_its_entity(string text, string state)
    {
        var code = FacilityCode.Parse(text).Value;
        Assert.Equal((text.Trim().ToUpperInvariant(), state), (code.Value, code.State.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("N/A")]
    [InlineData("XXIMB000011")]
    [InlineData("HGIMB00001")]
    [InlineData("HGIMB0000111")]
    [InlineData("HGI1B000011")]
    [InlineData("HGIMB00001O")]
    [InlineData("ALM-33-01")]
    [InlineData("ALM-00-01")]
    [InlineData("ALM-13-1")]
    [InlineData("ALM-13-001")]
    [InlineData("ALM_13_01")]
    public void Anything_else_is_malformed(string? text)
    {
        var why = FacilityCode.Parse(text, "from").Refusal!;
        Assert.Equal((RefusalKind.Invalid, "facility.malformed", "from"), (why.Kind, why.Code, why.Field));
    }

    [Fact]
    public void Every_entity_has_establishments_and_warehouses() =>
        Prop.ForAll(Gen.Elements(FederalState.All.ToArray()).ToArbitrary(), Gen.Choose(0, 999_999).ToArbitrary(), (state, number) =>
        FacilityCode.Parse($"{state.Prefix}IMB{number:000000}").Value.State == state
            && FacilityCode.Parse($"ALM-{state.Code}-{number % 100:00}").Value.State == state).QuickCheckThrowOnFailure();

    [Fact]
    public void There_are_32_entities_and_23_transferred_their_services()
    {
        Assert.Equal(Enumerable.Range(1, 32).Select(x => x.ToString("00", null)), FederalState.All.Select(x => x.Code));
        Assert.Equal(32, FederalState.All.Select(x => x.Prefix).Distinct().Count());
        Assert.Equal(23, FederalState.All.Count(x => x.Operates));
    }

    [Theory]
    [InlineData("13", "Hidalgo")]
    [InlineData("2", "Baja California")]
    [InlineData(" 09 ", "Ciudad de México")]
    public void An_entity_is_read_by_its_code(string text, string name) => Assert.Equal(name, FederalState.Parse(text).Value.Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("33")]
    [InlineData("HG")]
    [InlineData("013")]
    public void No_other_text_is_an_entity(string? text) => Assert.Equal("state.unknown", FederalState.Parse(text).Refusal!.Code);
}
