namespace Supply.Kernel;

/// <summary>
/// The entries of one list of the catalogue, a few dozen, by any spelling of their code, name or aliases: case, accents, dots and
/// blanks do not matter.
/// </summary>
public sealed class ListedEntries
{
    private readonly Dictionary<string, ListedEntry> byKey = new(StringComparer.Ordinal);

    /// <param name="published">What the catalogue has told of the list.</param>
    /// <param name="seeded">Entries that every installation has; what the catalogue tells of the same code wins.</param>
    public ListedEntries(IReadOnlyCollection<ListedEntry> published, IEnumerable<ListedEntry> seeded)
    {
        var told = published.Select(x => x.Code).ToHashSet(StringComparer.Ordinal);
        ListedEntry[] all = [.. published.OrderBy(x => x.Code, StringComparer.Ordinal), .. seeded.Where(x => !told.Contains(x.Code))];
        IsPublished = published.Count > 0;
        Codes = [.. all.Where(x => x.Active).Select(x => x.Code).Order(StringComparer.Ordinal)];
        // Where two share a spelling, a code wins over a name and a name over an alias.
        Add(all, x => [x.Code]);
        Add(all, x => [x.Name]);
        Add(all, x => x.Aliases);
    }

    /// <summary>The catalogue has told of the list: what it does not name is unknown.</summary>
    public bool IsPublished { get; }

    /// <summary>The codes that new documents may name, in order.</summary>
    public IReadOnlyList<string> Codes { get; }

    public ListedEntry? Find(string? text) => byKey.GetValueOrDefault(Texts.LettersAndDigits(text));

    /// <summary>The code of the entry that the text names; a text that names none is returned as it is.</summary>
    public string CodeOf(string text) => Find(text)?.Code ?? text;

    private void Add(ListedEntry[] entries, Func<ListedEntry, IEnumerable<string>> spellings)
    {
        foreach (var entry in entries)
            foreach (var key in spellings(entry).Select(Texts.LettersAndDigits).Where(x => x.Length > 0))
                byKey.TryAdd(key, entry);
    }
}
