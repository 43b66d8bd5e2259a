using FsCheck;
using FsCheck.Fluent;

namespace Supply.Kernel.Tests;

public sealed class PiecesTests
{
    [Theory]
    [InlineData(null, "pieces.missing")]
    [InlineData(-1L, "pieces.negative")]
    [InlineData(long.MinValue, "pieces.negative")]
    [InlineData(0L, "pieces.not-positive")]
    [InlineData(2_147_483_648L, "pieces.too-many")]
    [InlineData(long.MaxValue, "pieces.too-many")]
    public void A_line_has_one_piece_to_32_bits(long? pieces, string code)
    {
        var why = Pieces.Positive(pieces, "lines[0].quantity").Refusal!;
        Assert.Equal((code, "lines[0].quantity"), (why.Code, why.Field));
    }

    [Fact]
    public void Zero_counts_where_it_has_a_meaning() => Assert.Equal(0, Pieces.AtLeastZero(0, "dispensed").Value);

    [Fact]
    public void Everything_between_is_taken_as_it_is() => Prop.ForAll<PositiveInt>(x =>
        Pieces.Positive(x.Get, "x").Value == x.Get && Pieces.AtLeastZero(x.Get, "x").Value == x.Get).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(" ab-12/3 ", "AB-12/3")]
    [InlineData("n\u0303", "Ñ")]
    public void A_lot_is_what_is_printed_on_the_pack_in_one_spelling(string text, string lot) =>
        Assert.Equal(lot, LotNumber.Parse(text).Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("A\u0001B")]
    [InlineData("A\0B")]
    public void A_lot_has_characters_that_a_pack_can_show(string? text) =>
        Assert.Equal("lot.malformed", LotNumber.Parse(text).Refusal!.Code);

    [Fact]
    public void A_lot_has_at_most_40_characters()
    {
        Assert.Equal(40, LotNumber.Parse(new string('a', 40)).Value.Value.Length);
        Assert.Equal("lot.malformed", LotNumber.Parse(new string('a', 41)).Refusal!.Code);
    }

    [Fact]
    public void An_error_repeats_at_most_the_beginning_of_what_was_sent()
    {
        Assert.Equal(new string('x', 40) + "…", Codes.Show(new string('x', 41)));
        Assert.Equal("", Codes.Show(null));
    }
}
