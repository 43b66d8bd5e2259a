namespace Supply.Kernel.Tests;

public sealed class ListedEntriesTests
{
    [Theory]
    [InlineData("FASSA", "FASSA")]
    [InlineData("f.a.s.s.a.", "FASSA")]
    [InlineData("Fondo  Fassa", "FASSA")]
    [InlineData("fondo de aportaciones", "FASSA")]
    [InlineData("S.A.E.A.C.", "SAEAC")]
    [InlineData("fonsabi saeac", "SAEAC")]
    [InlineData("otra", null)]
    [InlineData("...", null)]
    [InlineData("", null)]
    public void Finds_an_entry_by_any_spelling_of_code_name_or_alias(string text, string? code)
    {
        var list = new ListedEntries([new("FASSA", "Fondo de Aportaciones", ["FONDO FASSA"])], FundingSources.Seeded);
        Assert.Equal(code, list.Find(text)?.Code);
        Assert.Equal(code ?? text, list.CodeOf(text));
    }

    [Fact]
    public void What_is_published_of_a_code_wins_over_what_was_seeded()
    {
        var list = new ListedEntries([new("main", "Almacén", ["bodega"]), new("x", "X", [], Active: false)], Locations.Seeded);
        Assert.Null(list.Find("farmacia"));
        Assert.Equal("main", list.Find("Bodega")?.Code);
        Assert.Equal(["hospitalizacion", "main", "quirofano", "urgencias"], list.Codes); // those in use
        Assert.True(list.IsPublished);
        Assert.False(new ListedEntries([], Locations.Seeded).IsPublished);
    }

    [Fact]
    public void A_code_wins_over_a_name_and_a_name_over_an_alias()
    {
        var list = new ListedEntries([new("A", "B", ["C"]), new("B", "C", ["A"])], []);
        Assert.Equal(("A", "B", "B"), (list.CodeOf("a"), list.CodeOf("b"), list.CodeOf("c")));
    }
}
