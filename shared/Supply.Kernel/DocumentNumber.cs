using System.Globalization;
using System.Text.RegularExpressions;

namespace Supply.Kernel;

/// <summary>
/// The short number by which people name a document to each other: kind, state, year and a running number, as in <c>EM-13-2026-00123</c>.
/// </summary>
public static partial class DocumentNumber
{
    /// <summary>Of a number of any kind, with a running number of 64 bits.</summary>
    public const int MaxLength = 32;

    /// <summary>What all numbers of a kind, state and year begin with: <c>EM-13-2026</c>.</summary>
    public static string Series(string kind, FederalState state, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{state.Code}-{year:0000}");

    /// <summary>The running number has five digits, and more once there are more.</summary>
    public static string Of(string series, long running) => string.Create(CultureInfo.InvariantCulture, $"{series}-{running:00000}");

    /// <summary>
    /// As it is heard or typed: <c>em 13 2026 123</c>, <c>EM-13-2026-00123</c>. Refuses with <c>number.malformed</c> what is no number of
    /// the kind.
    /// </summary>
    public static Outcome<string> Parse(string? text, string kind, string field = "number")
    {
        var said = Form().Match(Codes.Normalise(text));
        return Codes.OtherAlphabet(text) is null && said.Success && said.Groups[1].Value == kind
            && FederalState.WithCode(said.Groups[2].Value) is { } state
            && long.TryParse(said.Groups[4].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var running)
            ? Of(Series(kind, state, int.Parse(said.Groups[3].Value, CultureInfo.InvariantCulture)), running)
            : Refusal.Invalid("number.malformed", $"«{Codes.Show(text)}» no es un número como {kind}-13-2026-00123.", field);
    }

    [GeneratedRegex("^([A-Z]{2})[- ]?([0-9]{2})[- ]?([0-9]{4})[- ]?([0-9]{1,18})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
