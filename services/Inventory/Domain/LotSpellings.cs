namespace Supply.Inventory.Domain;

/// <summary>Lots that a person may take for the same one although they are stored apart.</summary>
public static class LotSpellings
{
    /// <summary>Only letters and digits, those that look alike as one: O and 0, I, L and 1, S and 5, B and 8, Z and 2.</summary>
    public static string Skeleton(string lot) => string.Concat(Texts.LettersAndDigits(lot).Select(x => x switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        _ => x,
    }));

    /// <summary>Those of the lots that are spelt nearly as <paramref name="lot"/>, without itself.</summary>
    public static IReadOnlyList<string> Near(string lot, IEnumerable<string> lots)
    {
        var skeleton = Skeleton(lot);
        return [.. lots.Where(x => x != lot && Skeleton(x) == skeleton).Order(StringComparer.Ordinal)];
    }
}
