using Supply.Catalog.Domain;

namespace Supply.Catalog.Tests.Domain;

public sealed class ItemLabelTests
{
    [Theory]
    [InlineData(
        "ATOSIBÁN. SOLUCIÓN INYECTABLE. Cada frasco ámpula contiene: Atosibán 37.5 mg. Envase con 5.0 mL.",
        "ATOSIBÁN. SOLUCIÓN INYECTABLE. Atosibán 37.5 mg", "Envase con 5.0 mL", "envase")]
    [InlineData(
        "ORCIPRENALINA TABLETA CADA TABLETA CONTIENE: SULFATO DE ORCIPRENALINA 20 MGENVASE CON 30 TABLETAS.",
        "ORCIPRENALINA TABLETA SULFATO DE ORCIPRENALINA 20 MG", "ENVASE CON 30 TABLETAS", "envase")]
    [InlineData(
        "OLMESARTÁN/ AMLODIPINO. TABLETA. Cada tableta contiene: Olmesartán: 40 mg Amlodipino: 5 mg Caja con 28 tabletas",
        "OLMESARTÁN/ AMLODIPINO. TABLETA. Olmesartán: 40 mg Amlodipino: 5 mg", "Caja con 28 tabletas", "caja")]
    [InlineData("Jeringa de plástico, desechable, de 5 mL. Pieza.", "Jeringa de plástico, desechable, de 5 mL", "Pieza", "pieza")]
    [InlineData("GASA. Pieza de 10 x 10 cm, simple", "GASA. Pieza de 10 x 10 cm, simple", null, "pieza")]
    public void A_description_is_taken_apart(string description, string name, string? presentation, string unit) =>
        Assert.Equal(new ItemLabel(name, presentation, unit), ItemLabel.Of(description));

    [Fact]
    public void A_long_name_keeps_its_beginning_and_its_end_in_whole_words()
    {
        var label = ItemLabel.Of($"SUTURA {string.Join(' ', Enumerable.Repeat("palabra", 100))} calibre 3-0, aguja de 25 mm");
        Assert.InRange(label.Name.Length, 100, ItemLabel.MaxName);
        Assert.StartsWith("SUTURA palabra", label.Name, StringComparison.Ordinal);
        Assert.Contains("palabra…palabra", label.Name, StringComparison.Ordinal);
        Assert.EndsWith("calibre 3-0, aguja de 25 mm", label.Name, StringComparison.Ordinal);
        Assert.Equal(ItemLabel.MaxName, ItemLabel.Of(new string('x', 1000)).Name.Length);
    }
}
