namespace Supply.Catalog.Domain;

/// <summary>The entries of one list, a few dozen.</summary>
public sealed class ListedNames(IReadOnlyCollection<ListedName> entries)
{
    /// <summary>The code of the entry that a text names, in any spelling; else the text itself.</summary>
    public string CodeOf(string text) =>
        Texts.LettersAndDigits(text) is var key && entries.FirstOrDefault(x => Texts.LettersAndDigits(x.Code) == key) is { } entry
            ? entry.Code : text;

    /// <summary>Null, or <c>catalog.name-taken</c>: a text must name one entry only.</summary>
    public Refusal? Taken(ListedName one)
    {
        var keys = one.Keys.ToHashSet(StringComparer.Ordinal);
        return entries.FirstOrDefault(x => x.Code != one.Code && x.Keys.Any(keys.Contains)) is { } other
            ? Refusals.NameTaken(other.Code)
            : null;
    }
}
