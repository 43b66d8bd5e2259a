using FsCheck;
using FsCheck.Fluent;
using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class ItemRowTests
{
    private static readonly Clave paracetamol = Clave.Parse("010.000.0104.00").Value;
    private static readonly ItemRow says_nothing = new(paracetamol, null, null, null, null, null, null);

    [Fact]
    public void A_new_clave_takes_class_and_control_from_its_leading_group()
    {
        var medicine = (says_nothing with { Description = "PARACETAMOL" }).Over(null).Value;
        Assert.Equal(new SupplyItem("PARACETAMOL", null, ProductClass.Medicine, Active: true, Controlled: false, ColdChain: false),
            medicine);

        var narcotic = new ItemRow(Clave.Parse("040.000.2107.00").Value, "EFEDRINA", null, null, null, null, null).Over(null).Value;
        Assert.True(narcotic.Controlled);
    }

    [Fact]
    public void A_list_overrides_class_and_control()
    {
        var item = (says_nothing with { Description = "X", Class = ProductClass.Vaccine, Controlled = true, ColdChain = true,
            Active = false, Ven = "V" }).Over(null).Value;
        Assert.Equal(new SupplyItem("X", "V", ProductClass.Vaccine, Active: false, Controlled: true, ColdChain: true), item);
    }

    [Fact]
    public void A_new_clave_without_description_is_refused() => Assert.Equal("item.no-description", says_nothing.Over(null).Refusal!.Code);

    [Fact]
    public void What_a_row_does_not_say_stays()
    {
        var stored = new SupplyItem("PARACETAMOL", "E", ProductClass.Other, Active: false, Controlled: true, ColdChain: true);
        Assert.Equal(stored, says_nothing.Over(stored).Value);
        Assert.Equal(stored with { Ven = "V" }, (says_nothing with { Ven = "V" }).Over(stored).Value);
    }

    [Fact]
    public void Taking_a_row_twice_is_taking_it_once() => Prop.ForAll<string, bool?, bool?>((description, active, controlled) =>
    {
        var row = says_nothing with { Description = "D" + description, Active = active, Controlled = controlled };
        var once = row.Over(null).Value;
        return row.Over(once).Value == once;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(" v ", "V")]
    [InlineData("Vital", "V")]
    [InlineData("esencial", "E")]
    [InlineData("NO  ESENCIAL", "N")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Ven_is_a_letter_or_its_word(string? cell, string? ven) => Assert.Equal(ven, ItemCells.Ven(cell).Value);

    [Theory]
    [InlineData("Medicamento", ProductClass.Medicine)]
    [InlineData("Material de Curación", ProductClass.MedicalSupply)]
    [InlineData("medicalSupply", ProductClass.MedicalSupply)]
    [InlineData("VACUNAS", ProductClass.Vaccine)]
    [InlineData("otro", ProductClass.Other)]
    [InlineData(" ", null)]
    public void Class_is_a_spanish_word_or_the_name_on_the_wire(string cell, ProductClass? expected) =>
        Assert.Equal(expected, ItemCells.Class(cell).Value);

    [Theory]
    [InlineData("Sí", true)]
    [InlineData("1", true)]
    [InlineData("no", false)]
    [InlineData("FALSO", false)]
    [InlineData("", null)]
    public void Yes_and_no_have_their_usual_spellings(string cell, bool? expected) =>
        Assert.Equal(expected, ItemCells.YesOrNo(cell, "activo").Value);

    [Fact]
    public void Cells_that_mean_nothing_are_refused_by_name()
    {
        Assert.Equal("item.ven", ItemCells.Ven("Q").Refusal!.Code);
        Assert.Equal("item.class", ItemCells.Class("comida").Refusal!.Code);
        Assert.Equal("item.yes-or-no", ItemCells.YesOrNo("quizá", "activo").Refusal!.Code);
        Assert.Equal("item.description-too-long", ItemCells.Description(new string('x', 10_001)).Refusal!.Code);
    }
}
