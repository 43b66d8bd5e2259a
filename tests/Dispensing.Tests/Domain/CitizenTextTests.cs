using Supply.Dispensing.Domain;

namespace Supply.Dispensing.Tests.Domain;

public sealed class CitizenTextTests
{
    [Theory]
    [InlineData("  falta   paracetamol ", "falta paracetamol")]
    [InlineData("010.000.0104.00 y 060.345.3798", "010.000.0104.00 y 060.345.3798")]
    [InlineData("llámeme al 55 1234 5678", "llámeme al [omitido]")]
    [InlineData("tel. +52 (771) 123-45-67, gracias", "tel. [omitido], gracias")]
    [InlineData("010.000.0104.00 20 tabletas, 771.123.4567", "010.000.0104.00 20 tabletas, [omitido]")]
    [InlineData("5512345678", "[omitido]")]
    [InlineData("escriba a ana@correo.mx por favor", "escriba a [omitido] por favor")]
    [InlineData("soy GOMA800101HDFRRL09", "soy [omitido]")]
    [InlineData("500 mg, 20 tabletas", "500 mg, 20 tabletas")]
    [InlineData(null, "")]
    public void What_says_who_a_person_is_does_not_stay(string? said, string kept) => Assert.Equal(kept, CitizenText.Clean(said));

    [Fact]
    public void It_is_bounded_and_cleaned_once()
    {
        var text = CitizenText.Clean(new string('x', 2_000));
        Assert.Equal((CitizenText.Longest, text), (text.Length, CitizenText.Clean(text)));
    }
}
