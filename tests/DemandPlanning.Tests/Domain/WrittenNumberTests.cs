using Supply.DemandPlanning.Domain;

namespace Supply.DemandPlanning.Tests.Domain;

public sealed class WrittenNumberTests
{
    private static string Read<T>(Outcome<T> read) => read.Refused(out var why, out var value)
        ? why.Code + (why.Detail.Contains("puede leerse como", StringComparison.Ordinal) ? ", in two ways" : "")
        : FormattableString.Invariant($"{value}");

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1250", "1250")]
    [InlineData(" 1250 ", "1250")]
    [InlineData("007", "7")]
    [InlineData("１２", "12")] // full-width digits are digits
    [InlineData("2147483647", "2147483647")]
    [InlineData("2147483648", "pieces.too-many")]
    [InlineData("99999999999999999999", "pieces.too-many")]
    [InlineData("1,250", "planning.pieces, in two ways")]
    [InlineData("1.250", "planning.pieces, in two ways")]
    [InlineData("125.000", "planning.pieces, in two ways")]
    [InlineData("１.２５０", "planning.pieces, in two ways")]
    [InlineData("1,250,000", "planning.pieces")]
    [InlineData("1 250", "planning.pieces")]
    [InlineData("1\u00A0250", "planning.pieces")]
    [InlineData("1\u202F250", "planning.pieces")]
    [InlineData("1'250", "planning.pieces")]
    [InlineData("1250.0", "planning.pieces")]
    [InlineData("1.25", "planning.pieces")]
    [InlineData("1,25", "planning.pieces")]
    [InlineData("+5", "planning.pieces")]
    [InlineData("-5", "planning.pieces")]
    [InlineData("(5)", "planning.pieces")]
    [InlineData("1e3", "planning.pieces")]
    [InlineData("0x10", "planning.pieces")]
    [InlineData("٣", "planning.pieces")]
    [InlineData("cien", "planning.pieces")]
    [InlineData("", "planning.pieces")]
    [InlineData(null, "planning.pieces")]
    public void Pieces_are_read_only_where_nobody_can_read_them_otherwise(string? written, string read) =>
        Assert.Equal(read, Read(WrittenNumber.Pieces(written, "max")));

    [Theory]
    [InlineData("13", "13")]
    [InlineData("1.25", "1.25")]
    [InlineData("1.2500", "1.2500")]
    [InlineData("0.125", "0.125")] // no thousands begin with a zero
    [InlineData("1250.125", "1250.125")]
    [InlineData("１.５", "1.5")]
    [InlineData("1.250", "planning.cpm, in two ways")]
    [InlineData("1,250", "planning.cpm, in two ways")]
    [InlineData("13.125", "planning.cpm, in two ways")]
    [InlineData("1,25", "planning.cpm")]
    [InlineData("1.250.000", "planning.cpm")]
    [InlineData("1,250.5", "planning.cpm")]
    [InlineData("1.250,5", "planning.cpm")]
    [InlineData("1 250", "planning.cpm")]
    [InlineData("1\u00A0250", "planning.cpm")]
    [InlineData("+5", "planning.cpm")]
    [InlineData("-1", "planning.cpm")]
    [InlineData("1e3", "planning.cpm")]
    [InlineData(".5", "planning.cpm")]
    [InlineData("5.", "planning.cpm")]
    [InlineData("99999999999", "planning.cpm")]
    [InlineData("", "planning.cpm")]
    public void A_monthly_quantity_too(string written, string read) => Assert.Equal(read, Read(WrittenNumber.Monthly(written, "cpm")));

    [Fact]
    public void The_text_says_how_it_can_be_read() => Assert.Equal(
        "«1,250» puede leerse como 1250 o como 1.250: escriba las piezas solo con cifras, sin separadores.",
        WrittenNumber.Pieces("1,250", "max").Refusal!.Detail);
}
