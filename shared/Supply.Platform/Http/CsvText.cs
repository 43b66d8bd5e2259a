using System.Buffers;
using System.Globalization;

namespace Supply.Platform.Http;

/// <summary>The cells of the CSV files that the services write.</summary>
public static class CsvText
{
    private static readonly SearchValues<char> quoted = SearchValues.Create(",;\"\t\r\n");

    /// <summary>
    /// A row of cells by RFC 4180. A text that a spreadsheet would take for a formula (it begins with <c>= + - @</c>, a tab or
    /// a line end) gets an apostrophe before it; a number stays a number, a negative one too.
    /// </summary>
    public static string Row(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell));

    public static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset instant => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        if (IsFormula(text))
            text = "'" + text;
        return !text.AsSpan().ContainsAny(quoted) && text.Trim().Length == text.Length ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // A spreadsheet passes over blanks at the beginning, and takes full-width signs too.
    private static bool IsFormula(string text)
    {
        if (text.Length > 0 && text[0] is '\t' or '\r' or '\n')
            return true;
        return text.AsSpan().TrimStart() is [var first, ..] trimmed && first is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'
            && !decimal.TryParse(trimmed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out _);
    }
}
