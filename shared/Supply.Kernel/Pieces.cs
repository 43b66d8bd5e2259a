namespace Supply.Kernel;

/// <summary>Checks on counts of pieces, the only unit of quantity. A line is a 32-bit integer; sums are 64-bit.</summary>
public static class Pieces
{
    /// <summary>1 to 2,147,483,647; refuses with <c>pieces.not-positive</c>, <c>pieces.missing</c> or <c>pieces.too-many</c>.</summary>
    public static Outcome<int> Positive(long? pieces, string field) =>
        AtLeastZero(pieces, field).Refused(out var why, out var counted) ? why
        : counted == 0 ? Refusal.Invalid("pieces.not-positive", "La cantidad debe ser de al menos una pieza.", field)
        : counted;

    /// <summary>0 to 2,147,483,647; refuses with <c>pieces.negative</c>, <c>pieces.missing</c> or <c>pieces.too-many</c>.</summary>
    public static Outcome<int> AtLeastZero(long? pieces, string field) => pieces switch
    {
        null => Refusal.Invalid("pieces.missing", "Falta la cantidad de piezas.", field),
        < 0 => Refusal.Invalid("pieces.negative", "La cantidad de piezas no puede ser negativa.", field),
        > int.MaxValue => TooMany(field),
        _ => (int)pieces,
    };

    /// <summary>Added or taken away: −2,147,483,647 to 2,147,483,647, not 0; refuses as <see cref="Positive"/> does.</summary>
    public static Outcome<int> Signed(long? pieces, string field) => pieces switch
    {
        < -int.MaxValue or > int.MaxValue => TooMany(field),
        < 0 => (int)pieces,
        _ => Positive(pieces, field),
    };

    private static Refusal TooMany(string field) =>
        Refusal.Invalid("pieces.too-many", "La cantidad de piezas excede 2,147,483,647.", field);
}
