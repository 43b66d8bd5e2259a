using FsCheck;
using FsCheck.Fluent;

namespace Supply.Kernel.Tests;

public sealed class TextsTests
{
    // What people type and copy, and what trips Unicode functions.
    private static readonly char[] alphabet =
    [
        'a', 'B', 'ñ', 'Ñ', 'é', '1', '.', '-', ' ', '\t', '\n', '\r', '\u00A0', '\u2003', '\u3000', '\u200B', '\u200D', '\uFEFF',
            '\u00AD', '\u2060', '\u202E',
        '\u034F', '\u3164', '\u2800', '\u0301', '\u0303', '\u030C', '\u0327', '\u0345', 'j', 'ı', 'İ', 'ß', 'ﬁ', 'Ａ', 'ｂ', '７', '．', '－',
            '＇', 'ﾊ', 'ﾞ', '\u2010',
        '\u2011', '\u2013', '\u2014', '\u2212', '\u2019', '\u0060', '\u1FEF', '\u00B4', 'Ⅷ', '²', '½', 'µ', '\u212B', '\u2126', '\uFFFE',
            '\uFFFF', '\uD800', '\uDC00',
        '\uD835', '\uDFD8', '\u0000', '\u0085', '\u2028', '\uFE0F', '中', 'ά', 'ς',
    ];

    private static Arbitrary<string> Typed => Gen.Elements(alphabet).ArrayOf().Select(x => new string(x)).ToArbitrary();

    [Theory]
    [InlineData("code")]
    [InlineData("line")]
    [InlineData("paragraphs")]
    [InlineData("fold")]
    [InlineData("letters")]
    [InlineData("location")]
    public void What_was_normalised_is_normalised(string kind)
    {
        Func<string?, string> normalise = kind switch
        {
            "code" => Codes.Normalise, "line" => Texts.Line, "paragraphs" => Texts.Paragraphs,
            "fold" => Texts.Fold, "letters" => Texts.LettersAndDigits, _ => Locations.Normalise,
        };
        Prop.ForAll(Typed, x => normalise(normalise(x)) == normalise(x)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
        Prop.ForAll<string>(x => normalise(normalise(x)) == normalise(x)).QuickCheckThrowOnFailure();
        Assert.Equal("", normalise(null));
    }

    [Fact]
    public void What_a_person_sees_as_equal_is_equal()
    {
        string[] blanks = [" ", "\u00A0", "  ", "\t", "\u3000", "\u2009 ", "\u202F", "\r\n", "\u3164", "\u2800", " \u200B "];
        string[] nothing = ["", "\u200B", "\uFEFF", "\u00AD", "\u200D\u2060", "\u034F", "\uFE0F", "\u202A"];
        string[] dashes = ["-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "\uFF0D", "\uFE63"];
        foreach (var blank in blanks)
            foreach (var gap in nothing)
                foreach (var dash in dashes)
                    foreach (var seen in (string[])[
                        $"lot{gap} \u00D1{dash}1A{blank}b", $"{blank}LOT{blank}n\u0303{dash}{gap}1a B{blank}",
                        $"ＬＯＴ　ñ{dash}１ａ{blank}Ｂ{gap}"])
                        Assert.Equal("LOT Ñ-1A B", Codes.Normalise(seen));
    }

    [Fact]
    public void What_a_person_sees_as_different_stays_different()
    {
        string[] different = ["M2", "M²", "1/2", "½", "AB", "A B", "A-B", "A.B", "Ñ", "N", "A'B", "O1", "01", "OI"];
        Assert.Equal(different.Length, different.Select(Codes.Normalise).Distinct().Count());
    }

    [Theory]
    [InlineData(" \u00A0Hospital\u200B  «San  José» \uFEFF", "Hospital «San José»")]
    [InlineData("a\r\nb\tc", "a b c")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("2026–27", "2026–27")]
    public void A_line_keeps_its_case_and_signs(string text, string line) => Assert.Equal(line, Texts.Line(text));

    [Fact]
    public void What_is_no_character_does_no_harm() => Assert.Equal("x\uFFFDy\uFFFD", Texts.Line("x\uFFFEy\uD800"));

    [Fact]
    public void Paragraphs_keep_their_line_ends() => Assert.Equal("a b\n\nc", Texts.Paragraphs("\n a \u00A0b \r\n\r\n \tc\r\n"));

    [Theory]
    [InlineData("S.A.E.A.C.")]
    [InlineData("s a e a c")]
    [InlineData("Saeac")]
    [InlineData("ＳＡＥＡＣ")]
    [InlineData("SA\u200BEAC")]
    [InlineData("S-A-E-A-C")]
    [InlineData("FONSABI / SAÉAC 2026")]
    [InlineData("S.A.D.M.I.")]
    public void No_spelling_escapes_the_ring_fence(string text) => Assert.True(FundingSources.IsRingFenced(text));

    [Theory]
    [InlineData(null, "main")]
    [InlineData(" Main\u00A0", "main")]
    [InlineData("MAIN", "main")]
    [InlineData("Urgencias  1", "urgencias 1")]
    public void Case_has_no_meaning_in_a_location(string? text, string code) => Assert.Equal(code, Locations.Parse(text).Value);

    [Fact]
    public void Longer_names_are_refused_and_control_characters_dropped()
    {
        Assert.Equal("location.malformed", Locations.Parse(new string('x', 41)).Refusal!.Code);
        Assert.Equal("AB", FundingSources.Parse("a\u0007b").Value);
        Assert.Equal("inventory.text", FundingSources.Parse(new string('x', 41), code: "inventory.text").Refusal!.Code);
        Assert.Equal("RAMO 12", FundingSources.Parse("ramo\u00A0\u00A012").Value);
    }

    [Fact]
    public void A_text_is_never_shown_to_half_of_a_character() =>
        Assert.Equal(new string('x', 39) + "…", Codes.Show(new string('x', 39) + "😀😀"));
}
