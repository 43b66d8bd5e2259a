using System.Text.RegularExpressions;

namespace Supply.Catalog.Domain;

/// <summary>An item as a line on a screen: what the compendium's description says, taken apart and shortened.</summary>
/// <param name="Name">With form and strength, to <see cref="MaxName"/> characters; a longer one without its middle.</param>
/// <param name="Presentation">What a pack holds: <c>Envase con 10 tabletas</c>; null: the description does not end in it.</param>
/// <param name="Unit">What one counts: <c>envase</c>, <c>caja</c>, ..., <c>pieza</c>.</param>
public sealed partial record ItemLabel(string Name, string? Presentation, string Unit)
{
    public const int MaxName = 120;
    private const int MaxPresentation = 100;

    // What tells one size or strength from another is often said last.
    private const int Tail = 40;

    public static ItemLabel Of(string description)
    {
        var text = Texts.Line(description);
        var pack = Pack().Match(text);
        var name = Each().Replace(pack.Success ? text[..pack.Index] : text, "").Trim(' ', '.', ',', ';', ':');
        return new(
            Short(name.Length == 0 ? text : name, MaxName, Tail),
            pack.Success ? Short(text[pack.Index..].Trim(' ', '.'), MaxPresentation, 0) : null,
            pack.Success ? pack.Groups[1].Value.ToLowerInvariant() : "pieza");
    }

    /// <summary>Its beginning and its end, cut between words where there are any.</summary>
    private static string Short(string text, int most, int tail)
    {
        if (text.Length <= most)
            return text;
        var head = text[..(most - 1 - tail)];
        var end = text[(text.Length - tail)..];
        if (head.LastIndexOf(' ') is var last && last > head.Length / 2)
            head = head[..last];
        if (end.IndexOf(' ', StringComparison.Ordinal) is var first && first >= 0 && first < end.Length / 2)
            end = end[(first + 1)..];
        return head.TrimEnd(',', ';', ':', '.') + "…" + end;
    }

    // The last mention of a pack, also where the blank before it was lost: "20 MGENVASE CON 30 TABLETAS".
    [GeneratedRegex(
        @"(?<=^|[^\p{L}]|mg|ml|g)(envase|caja|paquete|frasco|bolsa|estuche|juego|equipo|pieza|rollo|sobre|tubo|par|kit|lata)"
        + @"(?:\s+con\b.*|\.?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex Pack();

    // "Cada tableta contiene:" says nothing that the form before it has not said.
    [GeneratedRegex(@"\bcada\b[^.:]{1,80}?\bcontienen?:?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Each();
}
