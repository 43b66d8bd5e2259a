using System.Globalization;

namespace Supply.Catalog.Domain;

/// <summary>
/// The cells of the official catalogue of establishments (DGIS) and of the shorter lists. An absent column and an empty cell are null:
/// nothing said.
/// </summary>
public static class FacilityCells
{
    private static readonly string[] dateForms = ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd"];

    /// <summary>Refuses with <c>facility.text-too-long</c>: 200 characters.</summary>
    public static Outcome<string?> Text(string? cell, string column) => Texts.Line(cell) is var text && text.Length > 200
        ? Refusals.TextTooLong(text.Length, column)
        : text.Length == 0 ? null : text;

    /// <summary>The code or the words; <c>NO APLICA</c> and the like are unknown.</summary>
    public static int? CareLevel(string? cell) => Texts.Fold(cell) switch
    {
        "1" or "PRIMER NIVEL" => 1,
        "2" or "SEGUNDO NIVEL" => 2,
        "3" or "TERCER NIVEL" => 3,
        _ => null,
    };

    public static bool? Rural(string? cell) => Texts.Fold(cell) switch
    {
        "RURAL" => true,
        "URBANO" or "URBANA" => false,
        _ => null,
    };

    /// <summary>Day first; refuses with <c>facility.date</c>.</summary>
    public static Outcome<DateOnly?> Date(string? cell, string column) => Texts.Line(cell) is var text && text.Length == 0 ? (DateOnly?)null
        : DateOnly.TryParseExact(text, dateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && DateRules.Queried(date, column) is null ? date
        : Refusals.NoDate(cell, column);

    /// <summary>Degrees; refuses with <c>facility.coordinates</c> beyond <paramref name="limit"/> on either side.</summary>
    public static Outcome<decimal?> Degrees(string? cell, decimal limit, string column) =>
        Texts.Line(cell) is var text && text.Length == 0 ? (decimal?)null
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var degrees) ? Degrees(degrees, limit, column)
        : Refusals.NoDegrees(cell, column);

    /// <summary>Rounded to 6 decimals, about 0.1 m, without trailing zeros, so that every database gives back what it got.</summary>
    public static Outcome<decimal?> Degrees(decimal? degrees, decimal limit, string column) =>
        degrees is { } given && Math.Abs(given) > limit
        ? Refusals.DegreesBeyond(limit, column)
        : Plain(degrees is { } value ? Math.Round(value, 6, MidpointRounding.AwayFromZero) : null);

    /// <summary>The same number without trailing zeros.</summary>
    public static decimal? Plain(decimal? number) => number / 1.0000000000000000000000000000m;

    /// <summary>An IANA name of a zone that this machine knows.</summary>
    public static bool IsZone(string name) =>
        name.Length <= 40 && name.Contains('/', StringComparison.Ordinal)
            && name.All(x => char.IsAsciiLetterOrDigit(x) || x is '/' or '_' or '-' or '+') && Zones.Exists(name);

    /// <summary>
    /// The code it had before: empty and <c>N/A</c> are none, anything else must be the code of another. Refuses with
    /// <c>facility.predecessor</c> or <c>facility.own-predecessor</c>.
    /// </summary>
    public static Outcome<FacilityCode?> Predecessor(string? cell, FacilityCode code)
    {
        if (Texts.Fold(cell) is "" or "N/A" or "NA" or "NO APLICA")
            return (FacilityCode?)null;
        if (FacilityCode.Parse(cell).Refused(out _, out var predecessor))
            return Refusals.NoPredecessor(cell);
        return predecessor == code ? Refusals.OwnPredecessor(code) : predecessor;
    }

    /// <summary>
    /// Whether it is open, and its last day where it is not. <c>EN OPERACION</c> is open whatever closing date stands beside it;
    /// out of operation closes on the effective date of <i>baja</i>, else on that of the last movement. Refuses with
    /// <c>facility.status</c> (unknown word) or <c>facility.closed-without-date</c>; one that is yet to open needs its date:
    /// <c>facility.opens-without-date</c>.
    /// </summary>
    public static Outcome<(bool? Open, DateOnly? ClosesOn)> Operating(
        string? status, DateOnly? opens, DateOnly? baja, DateOnly? lastMovement)
    {
        var says = Texts.Fold(status);
        if (says is "EN OPERACION")
            return ((bool?)true, (DateOnly?)null);
        if (says.StartsWith("PENDIENTE", StringComparison.Ordinal))
            return opens is null
                ? Refusals.OpensWithoutDate()
                : ((bool?)null, (DateOnly?)null);
        if (says.StartsWith("FUERA DE OPERACION", StringComparison.Ordinal) || says is "BAJA")
            return (baja ?? lastMovement) is { } last
                ? ((bool?)false, (DateOnly?)last)
                : Refusals.ClosedWithoutDate();
        if (says.Length > 0)
            return Refusals.OperatingStatus(status);
        return baja is null ? ((bool?)null, (DateOnly?)null) : ((bool?)false, baja);
    }
}
