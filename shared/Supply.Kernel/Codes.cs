using System.Text;

namespace Supply.Kernel;

/// <summary>The one stored spelling of codes, and of names that are keys without case: folios, funding sources.</summary>
public static class Codes
{
    /// <summary>
    /// Texts that a person sees as equal become equal: blanks of every kind are one space, invisible characters go, full-width
    /// forms, dashes and apostrophes are the plain ones; NFC, invariant upper case. Null becomes the empty text.
    /// </summary>
    public static string Normalise(string? text)
    {
        var plain = new StringBuilder();
        foreach (var c in Texts.Line(text).Normalize(NormalizationForm.FormD))
            plain.Append(Plain(c));
        return plain.ToString().ToUpperInvariant().Normalize(NormalizationForm.FormC);
    }

    /// <summary>What may be repeated of a text in an error: its first 40 characters, never half of one.</summary>
    public static string Show(string? text) =>
        text is { Length: > 40 } ? text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)] + "…" : text ?? "";

    // Word processors put other dashes and apostrophes in place of those of the keyboard.
    private static char Plain(char c) => c switch
    {
        '\u058A' or (>= '\u2010' and <= '\u2015') or '\u2212' => '-',
        '\u0060' or '\u00B4' or '\u02B9' or '\u02BC' or '\u2018' or '\u2019' or '\u201B' or '\u2032' => '\'',
        '\u201C' or '\u201D' or '\u201F' or '\u2033' => '"',
        _ => c,
    };
}
