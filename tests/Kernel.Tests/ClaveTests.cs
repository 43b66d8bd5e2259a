using FsCheck;
using FsCheck.Fluent;

namespace Supply.Kernel.Tests;

public sealed class ClaveTests
{
    [Theory]
    [InlineData("010.000.0104.00")]
    [InlineData("060.345.3798")]
    [InlineData(" 010.000.0104.00\t")]
    [InlineData("\u00a0060.345.3798")]
    public void Three_and_four_groups_are_claves_and_blanks_around_them_are_not_part(string text) =>
        Assert.Equal(text.Trim(), Clave.Parse(text).Value.Value);

    [Fact]
    public void Three_groups_and_four_are_different_items() =>
        Assert.NotEqual(Clave.Parse("060.345.3798").Value, Clave.Parse("060.345.3798.00").Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0100000010400")]
    [InlineData("010.000.0104.0")]
    [InlineData("010.000.0104.")]
    [InlineData("010-000-0104-00")]
    [InlineData("010.000.0104.0O")]
    [InlineData("٠١٠.000.0104.00")]
    [InlineData("010.000.0104.00.00")]
    public void Anything_else_is_malformed(string? text)
    {
        var why = Clave.Parse(text, "lines[0].clave").Refusal!;
        Assert.Equal((RefusalKind.Invalid, "clave.malformed", "lines[0].clave"), (why.Kind, why.Code, why.Field));
    }

    [Theory]
    [InlineData("clave", "010.000.О104.00", "«О» (U+041E)")]
    [InlineData("clave", "٠10.000.0104.00", "«٠» (U+0660)")]
    [InlineData("facility", "HGIMВ000011", "«В» (U+0412)")]
    [InlineData("facility", "АLM-13-01", "«А» (U+0410)")]
    [InlineData("lot", "Α-1", "«Α» (U+0391)")]
    [InlineData("lot", "lоt 1", "«о» (U+043E)")]
    [InlineData("location", "mаin", "«а» (U+0430)")]
    [InlineData("source", "SАEAC", "«А» (U+0410)")]
    public void A_letter_of_another_alphabet_is_named(string kind, string text, string says)
    {
        var why = kind switch
        {
            "clave" => Clave.Parse(text).Refusal, "facility" => FacilityCode.Parse(text).Refusal, "lot" => LotNumber.Parse(text).Refusal,
            "location" => Locations.Parse(text).Refusal, _ => FundingSources.Parse(text).Refusal,
        };
        Assert.Contains(says, why!.Detail, StringComparison.Ordinal);
        Assert.EndsWith(".malformed", why.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ñ-1Á")]
    [InlineData("２ª Ｌ")] // full width
    [InlineData("m²-½")]
    [InlineData("O\u02BC1")]
    [InlineData("e\u0301")]
    public void Latin_letters_with_and_without_accents_are_no_other_alphabet(string lot) => Assert.Null(LotNumber.Parse(lot).Refusal);

    [Fact]
    public void The_filler_of_the_official_lists_names_nothing() =>
        Assert.Equal("clave.placeholder", Clave.Parse(Clave.Placeholder).Refusal!.Code);

    [Fact]
    public void What_is_accepted_is_its_own_spelling() => Prop.ForAll(Gen.Choose(0, 999).Four().ToArbitrary(), x =>
    {
        var (a, b, c, d) = x;
        var text = c % 2 == 0 ? $"{a:000}.{b:000}.{c:0000}" : $"{a:000}.{b:000}.{c:0000}.{d % 100:00}";
        var clave = Clave.Parse(text).Value;
        return clave.Value == text && clave.ToString() == text && Clave.Stored(text) == clave && clave.Group.SequenceEqual($"{a:000}");
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_whatever_makes_it_fail() => Prop.ForAll<string>(text =>
    {
        var whole = text is null ? null : new string([.. text.Where(x => !char.IsSurrogate(x))]);
        return Clave.Parse(whole).Refusal is not null && FacilityCode.Parse(whole).Refusal is not null;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Claves_sort_by_their_characters()
    {
        Clave[] claves = [Clave.Stored("060.345.3798"), Clave.Stored("010.000.0104.01"), Clave.Stored("010.000.0104.00")];
        Assert.Equal(["010.000.0104.00", "010.000.0104.01", "060.345.3798"], claves.Order().Select(x => x.Value));
    }

    [Theory]
    [InlineData("010.000.0104.00", ProductClass.Medicine, false)]
    [InlineData("030.000.0003.00", ProductClass.Medicine, false)]
    [InlineData("040.000.4060.00", ProductClass.Medicine, true)]
    [InlineData("020.000.3801.00", ProductClass.Vaccine, false)]
    [InlineData("060.345.3798", ProductClass.MedicalSupply, false)]
    [InlineData("070.000.0001", ProductClass.Other, false)]
    [InlineData("080.610.0001", ProductClass.Other, false)]
    [InlineData("130.000.0001", ProductClass.Other, false)]
    [InlineData("531.000.0001", ProductClass.Other, false)]
    [InlineData("999.000.0001", ProductClass.Other, false)]
    public void The_leading_group_tells_the_class_and_whether_it_is_controlled(string text, ProductClass expected, bool controlled)
    {
        var clave = Clave.Parse(text).Value;
        Assert.Equal((expected, controlled), (ProductClasses.Of(clave), ProductClasses.IsControlled(clave)));
    }
}
