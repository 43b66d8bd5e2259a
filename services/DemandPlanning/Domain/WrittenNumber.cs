using System.Globalization;

namespace Supply.DemandPlanning.Domain;

/// <summary>
/// Numbers as they stand in the cells of a list. One that can be read in two ways is refused, never guessed: 1.250 is a thousand two
/// hundred and fifty to one spreadsheet and one and a quarter to another.
/// </summary>
public static class WrittenNumber
{
    /// <summary>Pieces are whole and written with digits alone, without separators: refuses with <c>planning.pieces</c>.</summary>
    public static Outcome<int> Pieces(string? text, string field)
    {
        var plain = Texts.Line(text);
        if (plain.Length > 0 && plain.All(char.IsAsciiDigit))
            return Kernel.Pieces.AtLeastZero(
                long.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces) ? pieces : long.MaxValue, field);
        return IsAmbiguous(plain)
            ? Refusals.AmbiguousPieces(Codes.Show(plain), Joined(plain), WithPoint(plain), field)
            : Refusals.Pieces(Codes.Show(text), field);
    }

    /// <summary>Pieces a month, with a decimal point where they have decimals: refuses with <c>planning.cpm</c>.</summary>
    public static Outcome<decimal> Monthly(string? text, string field)
    {
        var plain = Texts.Line(text);
        if (IsAmbiguous(plain))
            return Refusals.AmbiguousCpm(Codes.Show(plain), Joined(plain), WithPoint(plain) + "0", field);
        return plain.Length > 0 && char.IsAsciiDigit(plain[0]) && char.IsAsciiDigit(plain[^1])
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var monthly)
            && monthly <= int.MaxValue
                ? monthly
                : Refusals.Cpm(Codes.Show(text), field);
    }

    // One to three digits, one separator, three digits: thousands or decimals. No thousands begin with a zero.
    private static bool IsAmbiguous(string text) =>
        text.Length is >= 5 and <= 7 && text[^4] is '.' or ',' && text[0] != '0'
        && text.Where((_, i) => i != text.Length - 4).All(char.IsAsciiDigit);

    private static string Joined(string text) => text.Remove(text.Length - 4, 1);

    private static string WithPoint(string text) => text.Replace(',', '.');
}
