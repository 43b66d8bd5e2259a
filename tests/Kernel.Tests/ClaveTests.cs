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
