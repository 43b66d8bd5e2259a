using FsCheck;
using FsCheck.Fluent;
using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class TextsTests
{
    [Theory]
    [InlineData("  ACATLÁN\t", "ACATLÁN")]
    [InlineData("dos\r\nrenglones", "dos\nrenglones")]
    [InlineData("nu\0lo", "nulo")]
    [InlineData(null, "")]
    public void Clean_keeps_what_a_person_reads(string? text, string clean) => Assert.Equal(clean, Texts.Clean(text));

    [Theory]
    [InlineData("Bahía  de los Ángeles", "BAHIA DE LOS ANGELES")]
    [InlineData("NIÑEZ", "NINEZ")]
    public void Fold_drops_case_accents_and_blanks(string text, string folded) => Assert.Equal(folded, Texts.Fold(text));

    [Fact]
    public void Code_keeps_accents_so_that_unit_types_stay_readable() => Assert.Equal("RURAL DE 01 NÚCLEO BÁSICO", Texts.Code(" rural de  01 núcleo básico "));

    [Fact]
    public void Each_brings_a_text_to_a_form_that_it_leaves_alone() => Prop.ForAll<string>(text =>
    {
        var whole = new string([.. (text ?? "").Where(x => !char.IsSurrogate(x))]);
        return Texts.Clean(Texts.Clean(whole)) == Texts.Clean(whole) && Texts.Fold(Texts.Fold(whole)) == Texts.Fold(whole);
    }).QuickCheckThrowOnFailure();
}
