using System.Globalization;
using System.Text;

namespace Supply.Catalog.Domain;

/// <summary>How the texts of the official lists are brought to one spelling.</summary>
public static class Texts
{
    /// <summary>Trimmed and NFC, lines ended by a line feed, without other control characters, which PostgreSQL would refuse; null becomes the empty text.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder();
        foreach (var c in (text ?? "").ReplaceLineEndings("\n"))
            if (c is '\n' or '\t' || !char.IsControl(c))
                clean.Append(c);
        return clean.ToString().Trim().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Upper case, single-spaced: the spelling of unit types, so that a facility and its formulary meet.</summary>
    public static string Code(string? text) => Join(Codes.Normalise(Clean(text)));

    /// <summary>Upper case without accents, single-spaced: what searches and the tables of official names compare.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in Clean(text).Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToUpperInvariant(c));
        return Join(folded.ToString());
    }

    private static string Join(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
