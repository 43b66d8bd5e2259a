using Supply.Platform.Http;

namespace Supply.Platform.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+52 771", "'+52 771")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-", "'-")]
    public void A_text_that_a_spreadsheet_would_reckon_is_a_text(string text, string cell) => Assert.Equal(cell, CsvText.Cell(text));

    [Theory]
    [InlineData("-12.50", "-12.50")]
    [InlineData("A-1", "A-1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("3\" x 5\"", "\"3\"\" x 5\"\"\"")]
    [InlineData("", "")]
    public void Numbers_and_other_texts_stay_as_they_are(string text, string cell) => Assert.Equal(cell, CsvText.Cell(text));

    [Fact]
    public void Values_are_written_as_JSON_has_them() => Assert.Equal(
        ",true,2026-10-15,2026-10-15T15:00:00.0000000Z,-7,72.50",
        CsvText.Row([null, true, new DateOnly(2026, 10, 15), new DateTimeOffset(2026, 10, 15, 9, 0, 0, TimeSpan.FromHours(-6)), -7,
            72.50m]));
}
