namespace Supply.Kernel;

/// <summary>
/// The key of a supply item in the national compendium: three groups (<c>060.345.3798</c>) or four (<c>010.000.0104.00</c>).
/// Both forms are valid and different items. <c>default</c> is no clave.
/// </summary>
public readonly record struct Clave : IComparable<Clave>
{
    /// <summary>The official lists use it where an item has no clave; it names nothing.</summary>
    public const string Placeholder = "000.000.0000.00";

    private Clave(string value) => Value = value;

    public string Value { get; }

    /// <summary>Digits of the leading group, which says what kind of supply it is.</summary>
    public ReadOnlySpan<char> Group => Value.AsSpan(0, 3);

    /// <summary>
    /// In any spelling (<see cref="Codes.Normalise"/>); refuses <c>clave.malformed</c>, and <see cref="Placeholder"/> with
    /// <c>clave.placeholder</c>.
    /// </summary>
    public static Outcome<Clave> Parse(string? text, string field = "clave")
    {
        if (Codes.OtherAlphabet(text) is { } letter)
            return Refusal.Invalid("clave.malformed", letter, field);
        var code = Codes.Normalise(text);
        if (!HasForm(code))
            return Refusal.Invalid(
                "clave.malformed", $"«{Codes.Show(text)}» no es una clave: se esperan grupos como 010.000.0104.00 o 060.345.3798.", field);
        if (code == Placeholder)
            return Refusal.Invalid(
                "clave.placeholder", $"La clave {Placeholder} es un relleno de las listas oficiales y no nombra ningún insumo.", field);
        return new Clave(code);
    }

    /// <summary>A code this system stored itself.</summary>
    public static Clave Stored(string value) => new(value);

    public int CompareTo(Clave other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    private static bool HasForm(string code)
    {
        if (code.Length is not (12 or 15))
            return false;
        for (var i = 0; i < code.Length; i++)
            if (i is 3 or 7 or 12 ? code[i] != '.' : !char.IsAsciiDigit(code[i]))
                return false;
        return true;
    }
}
