namespace Supply.Catalog.Domain;

/// <summary>The code, the name and the other spellings of an entry of a list; all of them name it.</summary>
public sealed record ListedName(string Code, string Name, IReadOnlyList<string> Aliases)
{
    public const int MaxAliases = 50;

    /// <summary>1 to 200 characters, 50 aliases at most; refuses with <c>catalog.name</c> or <c>catalog.aliases</c>.</summary>
    public static Outcome<ListedName> Read(string code, string? name, string?[]? aliases)
    {
        if (Texts.Line(name) is not { Length: >= 1 and <= 200 } said || Texts.LettersAndDigits(said).Length == 0)
            return Refusals.Name();
        if (aliases is { Length: > MaxAliases })
            return Refusals.TooManyAliases();
        var others = new List<string>();
        for (var i = 0; i < aliases?.Length; i++)
        {
            if (Texts.Line(aliases[i]) is not { Length: >= 1 and <= 200 } alias || Texts.LettersAndDigits(alias).Length == 0)
                return Refusals.Alias(i);
            others.Add(alias);
        }
        return new ListedName(code, said, [.. others.Distinct()]);
    }

    /// <summary>Every spelling as it is compared: case, accents, dots and blanks do not matter.</summary>
    public IEnumerable<string> Keys => ((string[])[Code, Name, .. Aliases]).Select(Texts.LettersAndDigits);
}
