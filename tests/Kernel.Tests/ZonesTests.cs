using FsCheck;
using FsCheck.Fluent;

namespace Supply.Kernel.Tests;

public sealed class ZonesTests
{
    /// <summary>Zone and hours behind UTC in October and in January.</summary>
    public static TheoryData<string, string, string, int, int> Places => new()
    {
        { "02", "Tijuana", "America/Tijuana", -7, -8 },
        { "02", "MEXICALI", "America/Tijuana", -7, -8 },
        { "23", "Benito Juárez", "America/Cancun", -5, -5 },
        { "08", "Ciudad Juárez", "America/Ciudad_Juarez", -6, -7 },
        { "08", "JUAREZ", "America/Ciudad_Juarez", -6, -7 },
        { "08", "Práxedis G. Guerrero", "America/Ciudad_Juarez", -6, -7 },
        { "08", "Ojinaga", "America/Ojinaga", -5, -6 },
        { "08", "Chihuahua", "America/Chihuahua", -6, -6 },
        { "28", "Matamoros", "America/Matamoros", -5, -6 },
        { "28", "Nuevo  Laredo", "America/Matamoros", -5, -6 },
        { "28", "Ciudad Victoria", "America/Monterrey", -6, -6 },
        { "19", "Anáhuac", "America/Matamoros", -5, -6 },
        { "19", "Monterrey", "America/Monterrey", -6, -6 },
        { "05", "Acuña", "America/Matamoros", -5, -6 },
        { "05", "Saltillo", "America/Monterrey", -6, -6 },
        { "18", "Bahía de Banderas", "America/Bahia_Banderas", -6, -6 },
        { "18", "Tepic", "America/Mazatlan", -7, -7 },
        { "25", "Mazatlán", "America/Mazatlan", -7, -7 },
        { "03", "La Paz", "America/Mazatlan", -7, -7 },
        { "26", "Hermosillo", "America/Hermosillo", -7, -7 },
        { "31", "Mérida", "America/Merida", -6, -6 },
        { "04", "Campeche", "America/Merida", -6, -6 },
        { "13", "Acatlán", "America/Mexico_City", -6, -6 },
        { "09", "Guerrero", "America/Mexico_City", -6, -6 },
        { "11", "Allende", "America/Mexico_City", -6, -6 },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Half_past_eleven_at_night_is_still_that_day_and_an_hour_later_the_next(
        string state, string municipality, string zone, int october, int january)
    {
        Assert.Equal(zone, Zones.Of(state, municipality));
        Assert.True(Zones.Exists(zone));
        foreach (var (date, hours) in ((DateOnly, int)[])[(new(2026, 10, 15), october), (new(2026, 1, 15), january)])
        {
            var night = new DateTimeOffset(date, new TimeOnly(23, 30), TimeSpan.FromHours(hours)).ToUniversalTime();
            Assert.Equal(date, Zones.DateAt(night, zone));
            Assert.Equal(date.AddDays(1), Zones.DateAt(night.AddHours(1), zone));
        }
    }

    [Fact]
    public void Without_entity_the_capitals_clock_counts()
    {
        Assert.Equal("America/Mexico_City", Zones.Of(null, "Tijuana"));
        Assert.Equal("America/Mexico_City", Zones.Of("99"));
    }

    [Fact]
    public void Without_municipality_the_entitys_clock_counts() => Assert.Equal("America/Chihuahua", Zones.Of("08"));

    [Fact]
    public void Every_entity_has_a_zone_that_the_machine_knows() =>
        Assert.All(FederalState.All, x => Assert.True(Zones.Exists(Zones.Of(x.Code))));

    [Fact]
    public void The_date_never_differs_by_more_than_a_day_from_utcs() =>
        Prop.ForAll(Gen.Elements(FederalState.All.ToArray()).ToArbitrary(), Gen.Choose(0, 20_000_000).ToArbitrary(), (state, minutes) =>
    {
        var instant = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
        return DateOnly.FromDateTime(instant.UtcDateTime).DayNumber - Zones.DateAt(instant, Zones.Of(state.Code)).DayNumber is 0 or 1;
    }).QuickCheckThrowOnFailure();
}
