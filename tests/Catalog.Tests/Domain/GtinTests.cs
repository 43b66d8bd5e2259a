using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class GtinTests
{
    [Theory]
    [InlineData("07501234567893", "07501234567893")]
    [InlineData("7501234567893", "07501234567893")]
    [InlineData("036000291452", "00036000291452")] // UPC-A
    [InlineData("96385074", "00000096385074")] // EAN-8
    [InlineData(" 7 501234-567893 ", "07501234567893")]
    [InlineData("17501234567890", "17501234567890")] // of a carton
    public void It_is_kept_with_fourteen_digits(string text, string gtin) => Assert.Equal(gtin, Gtin.Parse(text).Value.Value);

    [Theory]
    [InlineData(null, "gtin.malformed")]
    [InlineData("", "gtin.malformed")]
    [InlineData("750123456789", "gtin.check-digit")]
    [InlineData("7501234567890", "gtin.check-digit")]
    [InlineData("5701234567893", "gtin.check-digit")] // two digits in the other order
    [InlineData("750123456789X", "gtin.malformed")]
    [InlineData("٧501234567893", "gtin.malformed")]
    [InlineData("00000000000000", "gtin.malformed")]
    [InlineData("12345", "gtin.malformed")]
    [InlineData("0107501234567893", "gtin.malformed")] // with the identifier before it
    public void What_is_none_is_refused(string? text, string code) => Assert.Equal(code, Gtin.Parse(text).Refusal!.Code);
}
