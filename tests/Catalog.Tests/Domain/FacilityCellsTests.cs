using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class FacilityCellsTests
{
    private static readonly FacilityCode code = FacilityCode.Parse("HGIMB000011").Value;
    private static readonly DateOnly baja = new(2022, 7, 29);

    [Fact]
    public void Operating_outranks_a_closing_date() =>
        Assert.Equal((true, (DateOnly?)null), FacilityCells.Operating("EN OPERACIÓN", null, baja, null).Value);

    [Fact]
    public void Out_of_operation_closes_on_the_date_of_baja_else_of_the_last_movement()
    {
        Assert.Equal((false, (DateOnly?)baja), FacilityCells.Operating("FUERA DE OPERACION", null, baja, new(2024, 1, 1)).Value);
        Assert.Equal((false, (DateOnly?)new DateOnly(2024, 1, 1)),
            FacilityCells.Operating("FUERA DE OPERACION", null, null, new(2024, 1, 1)).Value);
        Assert.Equal("facility.closed-without-date", FacilityCells.Operating("FUERA DE OPERACION", null, null, null).Refusal!.Code);
    }

    [Fact]
    public void Without_a_status_a_date_of_baja_closes() =>
        Assert.Equal((false, (DateOnly?)baja), FacilityCells.Operating("", null, baja, null).Value);

    [Fact]
    public void Without_status_or_date_nothing_is_said() =>
        Assert.Equal(((bool?)null, (DateOnly?)null), FacilityCells.Operating(null, null, null, baja).Value);

    [Fact]
    public void One_that_is_yet_to_open_says_when()
    {
        Assert.Equal("facility.opens-without-date",
            FacilityCells.Operating("PENDIENTE DE ENTRAR EN OPERACION", null, null, null).Refusal!.Code);
        Assert.Null(FacilityCells.Operating("PENDIENTE DE ENTRAR EN OPERACION", baja, null, null).Value.Open);
    }

    [Fact]
    public void A_status_that_nobody_knows_is_refused() =>
        Assert.Equal("facility.status", FacilityCells.Operating("QUIZÁ", null, null, null).Refusal!.Code);

    [Theory]
    [InlineData("31/12/2024", "2024-12-31")]
    [InlineData("1/2/1963 ", "1963-02-01")]
    [InlineData("2024-12-31", "2024-12-31")]
    [InlineData("", null)]
    public void Dates_have_the_day_first(string cell, string? date) =>
        Assert.Equal(date is null ? null : DateOnly.Parse(date, null), FacilityCells.Date(cell, "x").Value);

    [Theory]
    [InlineData("31/02/2024")]
    [InlineData("12/31/2024")]
    [InlineData("ayer")]
    [InlineData("01/01/0001")]
    public void Dates_that_do_not_exist_are_refused(string cell) =>
        Assert.Equal("facility.date", FacilityCells.Date(cell, "x").Refusal!.Code);

    [Fact]
    public void Degrees_are_cut_to_six_decimals_and_compare_alike_however_written()
    {
        Assert.Equal(32.460020m, FacilityCells.Degrees("32.4600199", 90, "latitud").Value);
        Assert.Equal("32.57", FacilityCells.Degrees("32.5700", 90, "latitud").Value!.Value.ToString(
            System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("facility.coordinates", FacilityCells.Degrees("91", 90, "latitud").Refusal!.Code);
        Assert.Equal("facility.coordinates", FacilityCells.Degrees("20°8'", 90, "latitud").Refusal!.Code);
    }

    [Theory]
    [InlineData("N/A", null)]
    [InlineData(" ", null)]
    [InlineData("hgssa000016", "HGSSA000016")]
    public void A_predecessor_is_a_code_or_none(string cell, string? expected) =>
        Assert.Equal(expected, FacilityCells.Predecessor(cell, code).Value?.Value);

    [Theory]
    [InlineData("SIN CLAVE", "facility.predecessor")]
    [InlineData("HGIMB000011", "facility.own-predecessor")]
    [InlineData(" hgimb000011", "facility.own-predecessor")]
    public void A_predecessor_that_is_no_code_or_its_own_is_refused(string cell, string refusal) =>
        Assert.Equal(refusal, FacilityCells.Predecessor(cell, code).Refusal!.Code);

    [Theory]
    [InlineData("2", 2)]
    [InlineData("Tercer nivel", 3)]
    [InlineData("NO APLICA", null)]
    [InlineData(null, null)]
    public void Care_levels_are_codes_or_words(string? cell, int? level) => Assert.Equal(level, FacilityCells.CareLevel(cell).Value);

    [Theory]
    [InlineData("1", "PRIMER NIVEL", 1)]
    [InlineData("2", "", 2)]
    [InlineData("", "Tercer nivel", 3)]
    [InlineData(null, null, null)]
    [InlineData("9", "NO APLICA", null)]
    public void A_care_level_may_stand_in_two_columns(string? number, string? words, int? level) =>
        Assert.Equal(level, FacilityCells.CareLevel(number, words).Value);

    [Theory]
    [InlineData("4", null)]
    [InlineData("0", "")]
    [InlineData(null, "NIVEL X")]
    [InlineData("1", "NIVEL X")]
    [InlineData("4", "PRIMER NIVEL")]
    [InlineData("1", "SEGUNDO NIVEL")]
    public void A_care_level_that_is_none_is_refused_with_its_text(string? number, string? words)
    {
        var refusal = FacilityCells.CareLevel(number, words).Refusal!;
        Assert.Equal("facility.care-level", refusal.Code);
        Assert.Contains(words is "NIVEL X" ? words : number!, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Stratum_tells_rural_from_urban()
    {
        Assert.True(FacilityCells.Rural("Rural").Value);
        Assert.False(FacilityCells.Rural("URBANO").Value);
        Assert.Null(FacilityCells.Rural("SIN DATO").Value);
        Assert.Null(FacilityCells.Rural(" ").Value);
        Assert.Equal("facility.stratum", FacilityCells.Rural("MARCIANO").Refusal!.Code);
    }

    [Theory]
    [InlineData("America/Tijuana", true)]
    [InlineData("Central Standard Time (Mexico)", false)]
    [InlineData("America/Atlantis", false)]
    [InlineData("../../etc/passwd", false)]
    public void Zones_are_iana_names(string name, bool known) => Assert.Equal(known, FacilityCells.IsZone(name));

    [Theory]
    [InlineData("LUNES A VIERNES", "12345")]
    [InlineData("lunes a sábado", "123456")]
    [InlineData("Lun-Vie, Dom", "123457")]
    [InlineData("viernes a lunes", "1567")]
    [InlineData("martes, jueves y sábado", "246")]
    [InlineData("135", "135")]
    [InlineData("1,3,5", "135")]
    [InlineData("1 A 5", "12345")]
    [InlineData("LUNES A DOMINGO", "1234567")]
    [InlineData("", null)]
    [InlineData("N/D", null)]
    public void Days_of_attention_are_read_as_people_write_them(string cell, string? days) =>
        Assert.Equal(days, FacilityCells.OpenWeekdays(cell).Value?.Text);

    [Theory]
    [InlineData("LUNES A")]
    [InlineData("A VIERNES")]
    [InlineData("8")]
    [InlineData("0")]
    [InlineData("LU")]
    [InlineData("MA")]
    [InlineData("24 HORAS")]
    [InlineData("LUNES HASTA VIERNES")]
    [InlineData("Y")]
    public void What_are_no_days_is_refused(string cell) =>
        Assert.Equal("facility.weekdays", FacilityCells.OpenWeekdays(cell).Refusal?.Code);
}
