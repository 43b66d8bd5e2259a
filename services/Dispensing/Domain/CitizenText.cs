using System.Text.RegularExpressions;

namespace Supply.Dispensing.Domain;

/// <summary>
/// What a person writes of a prescription that was not filled, without what says who the person is: addresses of mail, CURP and numbers of
/// telephones become <see cref="Hidden"/>. Claves stay.
/// </summary>
public static partial class CitizenText
{
    public const int Longest = 500;
    public const string Hidden = "[omitido]";

    private static readonly Regex[] personal = [Mail(), Curp(), Telephone()];

    public static string Clean(string? text)
    {
        var line = Texts.Line(text);
        var clean = personal.Aggregate(line, (said, kind) => kind.Replace(said, x => x.Groups["clave"].Success ? x.Value : Hidden));
        return clean.Length > Longest ? clean[..Longest] : clean;
    }

    [GeneratedRegex(@"[^\s@,;:()]+@[^\s@,;:()]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\b[A-Za-z]{4}[0-9]{6}[A-Za-z0-9]{3,8}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Curp();

    // Ten digits or more, with what people write between them. A clave has as many and begins with 0, as no telephone does.
    [GeneratedRegex(@"(?<clave>\b0[0-9]{2}\.[0-9]{3}\.[0-9]{4}(?:\.[0-9]{2})?\b)|\+?[0-9](?:[ ().-]{0,2}[0-9]){9,}",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Telephone();
}
