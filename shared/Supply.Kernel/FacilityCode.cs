namespace Supply.Kernel;

/// <summary>
/// The key of a place that holds or hands out supplies: a CLUES (<c>HGIMB000011</c>: entity, institution, number)
/// or, for places without one such as most state warehouses, <c>ALM-13-01</c>. <c>default</c> is no facility.
/// </summary>
public readonly record struct FacilityCode : IComparable<FacilityCode>
{
    private FacilityCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>The entity that the code itself names, so that scope never waits for the catalogue.</summary>
    public FederalState State => Value.StartsWith("ALM-", StringComparison.Ordinal)
        ? FederalState.WithCode(Value[4..6])!
        : FederalState.WithPrefix(Value[..2])!;

    /// <summary>In any spelling (<see cref="Codes.Normalise"/>); refuses with <c>facility.malformed</c>.</summary>
    public static Outcome<FacilityCode> Parse(string? text, string field = "facility")
    {
        if (Codes.OtherAlphabet(text) is { } letter)
            return Refusal.Invalid("facility.malformed", letter, field);
        var code = Codes.Normalise(text);
        return IsClues(code) || IsWarehouse(code)
            ? new FacilityCode(code)
            : Refusal.Invalid("facility.malformed",
                $"«{Codes.Show(text)}» no es una CLUES (HGIMB000011) ni una clave de almacén (ALM-13-01).", field);
    }

    /// <summary>A code this system stored itself.</summary>
    public static FacilityCode Stored(string value) => new(value);

    public int CompareTo(FacilityCode other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    private static bool IsClues(string code) =>
        code.Length == 11
        && FederalState.WithPrefix(code[..2]) is not null
        && code.AsSpan(2, 3).IndexOfAnyExceptInRange('A', 'Z') < 0
        && code.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsWarehouse(string code) =>
        code.Length == 9
        && code.StartsWith("ALM-", StringComparison.Ordinal) && code[6] == '-'
        && FederalState.WithCode(code[4..6]) is not null
        && code.AsSpan(7).IndexOfAnyExceptInRange('0', '9') < 0;
}
