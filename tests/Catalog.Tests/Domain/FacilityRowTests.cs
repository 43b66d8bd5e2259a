using FsCheck;
using FsCheck.Fluent;
using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class FacilityRowTests
{
    private static readonly FacilityCode acatlan = FacilityCode.Parse("HGIMB000011").Value;
    private static readonly DateOnly today = new(2026, 10, 15);

    [Fact]
    public void A_new_facility_takes_zone_and_buyer_from_its_entity()
    {
        var place = new FacilityRow(FacilityCode.Parse("BCIMB000932").Value, "3 DE OCTUBRE", "healthUnit", "TIJUANA")
            .Over(null, today, "EF-02").Value;
        Assert.Equal(new FacilityContent("3 DE OCTUBRE", "healthUnit", "America/Tijuana", "TIJUANA", Buyer: "EF-02"), place);
    }

    [Fact]
    public void A_new_facility_needs_a_name() =>
        Assert.Equal("facility.no-name", new FacilityRow(acatlan).Over(null, today, null).Refusal!.Code);

    [Fact]
    public void What_a_row_does_not_say_stays()
    {
        var stored = new FacilityContent(
            "ACATLÁN", "hospital", "America/Tijuana", "ACATLAN", 2, "HG", false, 20.1m, -98.4m, new(1963, 1, 1), new(2027, 1, 31), "H-X");
        Assert.Equal(stored, new FacilityRow(acatlan).Over(stored, today, "EF-13").Value);
    }

    [Fact]
    public void A_corrected_zone_stays_until_the_municipality_changes()
    {
        var stored = new FacilityContent("X", "healthUnit", "America/Chihuahua", "JUÁREZ");
        var code = FacilityCode.Parse("CHIMB000011").Value;
        Assert.Equal("America/Chihuahua", new FacilityRow(code, Municipality: "Juarez").Over(stored, today, null).Value.TimeZone);
        Assert.Equal("America/Ojinaga", new FacilityRow(code, Municipality: "Ojinaga").Over(stored, today, null).Value.TimeZone);
    }

    [Fact]
    public void Open_ends_a_past_closing_and_leaves_a_planned_one()
    {
        var closed = new FacilityContent("X", "healthUnit", "America/Mexico_City", ClosesOn: new(2024, 1, 31));
        var closing = closed with { ClosesOn = new(2027, 1, 31) };
        Assert.Null(new FacilityRow(acatlan, Open: true).Over(closed, today, null).Value.ClosesOn);
        Assert.Equal(closing.ClosesOn, new FacilityRow(acatlan, Open: true).Over(closing, today, null).Value.ClosesOn);
    }

    [Fact]
    public void It_cannot_close_before_it_opens() =>
        Assert.Equal("facility.closes-before-opening",
            new FacilityRow(acatlan, "X", OpensOn: new(2024, 1, 1), Open: false, ClosesOn: new(2023, 1, 1))
            .Over(null, today, null).Refusal!.Code);

    [Fact]
    public void Taking_a_row_twice_is_taking_it_once() => Prop.ForAll<string, bool?, bool?>((municipality, rural, open) =>
    {
        var row = new FacilityRow(acatlan, "X", Municipality: municipality is null ? null : "M"
            + new string([.. municipality.Where(x => !char.IsSurrogate(x))]), Rural: rural, Open: open, ClosesOn: open is false ? today
            : null);
        var once = row.Over(null, today, "EF-13").Value;
        return row.Over(once, today, "EF-13").Value == once;
    }).QuickCheckThrowOnFailure();
}
