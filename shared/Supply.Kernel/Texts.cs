using System.Globalization;
using System.Text;

namespace Supply.Kernel;

/// <summary>The one spelling of texts that people type or copy. What a function has given, it gives again.</summary>
public static class Texts
{
    /// <summary>
    /// A text of one line, case and accents kept: blanks of every kind (also tabs, line ends and characters that only look blank)
    /// are one space, invisible and control characters go, full-width and other forms of the same letter are the plain ones; trimmed, NFC.
    /// Null becomes the empty text.
    /// </summary>
    public static string Line(string? text) => Clean(text, lines: false);

    /// <summary>As <see cref="Line"/>, but its line ends stay, as line feeds.</summary>
    public static string Paragraphs(string? text) => Clean(text, lines: true);

    /// <summary>Upper case without accents: what searches and tables of official names compare.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in Codes.Normalise(text).Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(c);
        return Line(folded.ToString());
    }

    /// <summary>Only the letters and digits of <see cref="Fold"/>: <c>S.A.E.A.C.</c> and <c>saeac</c> are the same.</summary>
    public static string LettersAndDigits(string? text) => string.Concat(Fold(text).Where(char.IsLetterOrDigit));

    /// <summary>Of printable ASCII with single spaces inside: nearly all that is sent, and clean as it is.</summary>
    internal static bool IsPlain(string text)
    {
        var last = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' || (c == ' ' && last == ' '))
                return false;
            last = c;
        }
        return last != ' ';
    }

    private static string Clean(string? text, bool lines)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (IsPlain(text))
            return text;
        var clean = new StringBuilder(text.Length);
        // Half a surrogate pair comes as U+FFFD; with U+FFFE and U+FFFF it is what cannot be normalised.
        foreach (var rune in Composed(text).EnumerateRunes())
            foreach (var part in Same(rune).EnumerateRunes())
                Append(clean, part, lines);
        return clean.ToString().Trim(' ', '\n').Normalize(NormalizationForm.FormC);
    }

    private static string Composed(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            valid.Append(rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        return valid.ToString().Normalize(NormalizationForm.FormC);
    }

    private static void Append(StringBuilder clean, Rune rune, bool lines)
    {
        var last = clean.Length == 0 ? '\n' : clean[^1];
        if (lines && rune.Value == '\n')
        {
            if (last == ' ')
                clean.Length--;
            clean.Append('\n');
        }
        else if (IsBlank(rune))
        {
            if (last is not (' ' or '\n'))
                clean.Append(' ');
        }
        else if (!IsInvisible(rune))
        {
            clean.Append(rune.ToString());
        }
    }

    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0;

    // Control and format characters, variation selectors and the rest of what Unicode calls "default ignorable".
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control
        || rune.Value is 0x034F or 0x17B4 or 0x17B5 or 0x2065 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (
            >= 0xE0000 and <= 0xE0FFF);

    // Forms that look like the letters they stand for. Not all that NFKC folds: m² is not m2, and ½ is not 1/2.
    private static string Same(Rune rune) => rune.Value switch
    {
        (>= 0x2160 and <= 0x217F) // Roman numerals
        or (>= 0xFB00 and <= 0xFB06) // ligatures
        or (>= 0xFE50 and <= 0xFE6B) // small forms
        or (>= 0xFF01 and <= 0xFF9F) or (>= 0xFFE0 and <= 0xFFEE) // full and half width
        or (>= 0x1D400 and <= 0x1D7FF) => rune.ToString().Normalize(NormalizationForm.FormKC), // mathematical letters and digits
        0x2011 => "\u2010", // the hyphen that does not break a line
        _ => rune.ToString(),
    };
}
