using System.Globalization;

namespace Supply.Kernel;

/// <summary>A calendar month, written <c>2026-10</c>. Years 1900 to 2200.</summary>
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    public DateOnly First => new(Year, Number, 1);
    public DateOnly Last => new(Year, Number, Days);
    public int Days => DateTime.DaysInMonth(Year, Number);

    public static Month Of(DateOnly date) => new(date.Year, date.Month);

    /// <summary>Its last day, or the given one where that is earlier.</summary>
    public DateOnly LastUpTo(DateOnly day) => day < Last ? day : Last;

    public Month Add(int months) => Of(First.AddMonths(months));

    /// <summary>Whole months from the other month to this one; negative when this is the earlier.</summary>
    public int Since(Month other) => (Year - other.Year) * 12 + Number - other.Number;

    /// <summary>Refuses with <c>month.malformed</c>.</summary>
    public static Outcome<Month> Parse(string? text, string field = "month") =>
        !DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? Refusal.Invalid("month.malformed", $"«{Codes.Show(text)}» no es un mes como 2026-10.", field)
        : first.Year is < 1900 or > 2200
            ? Refusal.Invalid("month.malformed", $"El año de «{text}» no va de 1900 a 2200; revíselo.", field)
        : Of(first);

    public int CompareTo(Month other) => Since(other);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    public static bool operator <(Month a, Month b) => a.CompareTo(b) < 0;
    public static bool operator >(Month a, Month b) => a.CompareTo(b) > 0;
    public static bool operator <=(Month a, Month b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Month a, Month b) => a.CompareTo(b) >= 0;
}
