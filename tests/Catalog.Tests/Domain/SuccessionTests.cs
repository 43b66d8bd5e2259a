using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class SuccessionTests
{
    private const string OtherState = "facility.predecessor-other-state";
    private const string OtherKind = "facility.predecessor-other-kind";

    [Theory]
    [InlineData("HGIMB000011", "healthUnit", "HGSSA000016", null, null)]
    [InlineData("HGIMB000011", "healthUnit", "HGSSA000016", "healthUnit", null)]
    [InlineData("HGIMB000011", "mobileUnit", "HGSSA000016", "mobileUnit", null)]
    [InlineData("HGIMB000011", "hospital", "HGSSA000016", "unclassified", null)]
    [InlineData("HGIMB000011", "unclassified", "HGSSA000016", "hospital", null)]
    [InlineData("DFIMB000011", "stateWarehouse", "ALM-09-01", null, null)]
    [InlineData("DFIMB000011", "centralWarehouse", "ALM-09-01", null, null)]
    [InlineData("ALM-09-01", "stateWarehouse", "DFSSA004936", "stateWarehouse", null)]
    [InlineData("HGIMB000011", "healthUnit", "OCSSA000016", "healthUnit", OtherState)]
    [InlineData("HGIMB000011", "healthUnit", "OCSSA000016", null, OtherState)]
    [InlineData("HGIMB000011", "healthUnit", "ALM-20-01", "stateWarehouse", OtherState)]
    [InlineData("ALM-13-02", "stateWarehouse", "ALM-20-02", "stateWarehouse", OtherState)]
    [InlineData("HGIMB000011", "healthUnit", "ALM-13-01", "stateWarehouse", OtherKind)]
    [InlineData("HGIMB000011", "healthUnit", "ALM-13-01", null, OtherKind)]
    [InlineData("HGIMB000011", "unclassified", "ALM-13-01", null, OtherKind)]
    [InlineData("HGIMB000011", "unclassified", "HGSSA000016", "stateWarehouse", OtherKind)]
    [InlineData("HGIMB000011", "healthUnit", "ALM-13-01", "unclassified", OtherKind)]
    [InlineData("ALM-13-01", "stateWarehouse", "HGSSA000016", "healthUnit", OtherKind)]
    [InlineData("ALM-13-01", "stateWarehouse", "HGSSA000016", "unclassified", OtherKind)]
    [InlineData("ALM-13-01", "stateWarehouse", "HGSSA000016", null, OtherKind)]
    [InlineData("ALM-13-01", "stateWarehouse", "ALM-13-02", "centralWarehouse", OtherKind)]
    [InlineData("HGIMB000011", "hospital", "HGSSA000016", "healthUnit", OtherKind)]
    [InlineData("HGIMB000011", "healthUnit", "HGSSA000016", "mobileUnit", OtherKind)]
    public void A_code_passes_to_a_facility_of_its_entity_and_kind(
        string code, string kind, string before, string? kindBefore, string? refusal) =>
        Assert.Equal(refusal, Succession.WhyNot(FacilityCode.Stored(code), kind, FacilityCode.Stored(before), kindBefore)?.Code);
}
