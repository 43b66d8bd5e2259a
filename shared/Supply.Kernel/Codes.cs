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
        if (text is not null && Texts.IsPlain(text))
            return text.ToUpperInvariant().Replace('`', '\'');
        var plain = new StringBuilder();
        foreach (var c in Texts.Line(text).Normalize(NormalizationForm.FormD))
            plain.Append(Plain(c));
        return plain.ToString().ToUpperInvariant().Normalize(NormalizationForm.FormC);
    }

    /// <summary>What may be repeated of a text in an error: its first 40 characters, never half of one.</summary>
    public static string Show(string? text) =>
        text is { Length: > 40 } ? text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)] + "…" : text ?? "";

    /// <summary>
    /// Null, or what to say of a code with a letter or digit of another alphabet: the Cyrillic А looks like the Latin A and is
    /// another code. No two codes that differ in nothing a person sees may stand side by side.
    /// </summary>
    public static string? OtherAlphabet(string? text)
    {
        if (text is null || Ascii.IsValid(text))
            return null;
        foreach (var rune in Texts.Line(text).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) && !IsLatin(rune.Value))
                return $"«{Show(text)}» trae «{rune}» (U+{rune.Value:X4}), que es de otro alfabeto aunque se parezca a una letra o cifra "
                    + "común. Escríbalo de nuevo con el teclado.";
        return null;
    }

    // Digits, letters with and without accents (to U+024F and from U+1E00 to U+1EFF), ª and º, and apostrophes that count as letters.
    private static bool IsLatin(int c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or 0xAA or 0xBA
        or (>= 0xC0 and <= 0x24F) or (>= 0x2B0 and <= 0x2FF) or (>= 0x1E00 and <= 0x1EFF);

    // Word processors put other dashes and apostrophes in place of those of the keyboard.
    private static char Plain(char c) => c switch
    {
        '\u058A' or (>= '\u2010' and <= '\u2015') or '\u2212' => '-',
        '\u0060' or '\u00B4' or '\u02B9' or '\u02BC' or '\u2018' or '\u2019' or '\u201B' or '\u2032' => '\'',
        '\u201C' or '\u201D' or '\u201F' or '\u2033' => '"',
        _ => c,
    };
}
