using System.Globalization;

namespace Supply.Catalog.Domain;

/// <summary>
/// The cells of the official catalogue of establishments (DGIS) and of the shorter lists. An absent column and an empty cell are null:
/// nothing said.
/// </summary>
public static class FacilityCells
{
    private static readonly string[] dateForms = ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd"];

    private static readonly string[] weekdays = ["LUNES", "MARTES", "MIERCOLES", "JUEVES", "VIERNES", "SABADO", "DOMINGO"];

    /// <summary>Refuses with <c>facility.text-too-long</c>: 200 characters.</summary>
    public static Outcome<string?> Text(string? cell, string column) => Texts.Line(cell) is var text && text.Length > 200
        ? Refusals.TextTooLong(text.Length, column)
        : text.Length == 0 ? null : text;

    /// <summary>An empty cell, or the words by which lists leave one empty.</summary>
    public static bool NotSaid(string? cell) => Texts.Fold(cell) is "" or "-" or "N/A" or "NA" or "N/D" or "ND" or "NO APLICA"
        or "NO DISPONIBLE" or "NO ESPECIFICADO" or "NO ESPECIFICADA" or "SIN DATO" or "SIN DATOS" or "SE IGNORA";

    /// <summary>The number or the words; null: not said. Refuses with <c>facility.care-level</c>.</summary>
    public static Outcome<int?> CareLevel(string? cell) => Texts.Fold(cell) switch
    {
        "1" or "PRIMER NIVEL" => (int?)1,
        "2" or "SEGUNDO NIVEL" => (int?)2,
        "3" or "TERCER NIVEL" => (int?)3,
        _ when NotSaid(cell) => (int?)null,
        _ => Refusals.UnknownCareLevel(cell),
    };

    /// <summary>
    /// Of a list that has a column for the number and one for the words; where the words are that it has none, the number is only a code
    /// for that. Refuses with <c>facility.care-level</c> also two that say different levels.
    /// </summary>
    public static Outcome<int?> CareLevel(string? number, string? words)
    {
        if (CareLevel(words).Refused(out var why, out var said))
            return why;
        if (said is null && !string.IsNullOrWhiteSpace(words))
            return (int?)null;
        if (CareLevel(number).Refused(out why, out var level))
            return why;
        return level is not null && said is not null && level != said
            ? Refusals.UnknownCareLevel($"{number}, {words}")
            : level ?? said;
    }

    /// <summary>Null: not said. Refuses with <c>facility.stratum</c>.</summary>
    public static Outcome<bool?> Rural(string? cell) => Texts.Fold(cell) switch
    {
        "RURAL" => (bool?)true,
        "URBANO" or "URBANA" => (bool?)false,
        _ when NotSaid(cell) => (bool?)null,
        _ => Refusals.Stratum(cell),
    };

    /// <summary>
    /// The days of the week on which it attends: names, their first three letters or numbers, one by one or from one to another
    /// (<c>LUNES A VIERNES</c>, <c>LUN-VIE, DOM</c>, <c>12345</c>). Null: not said. Refuses with <c>facility.weekdays</c>.
    /// </summary>
    public static Outcome<Weekdays?> OpenWeekdays(string? cell)
    {
        if (NotSaid(cell))
            return (Weekdays?)null;
        List<int> days = [];
        var isRange = false;
        foreach (var word in Texts.Fold(cell).Replace("-", " A ", StringComparison.Ordinal).Split([' ', ',', ';', '.'],
            StringSplitOptions.RemoveEmptyEntries))
        {
            int[] named = word.All(char.IsAsciiDigit) ? [.. word.Select(x => x - '0')] : [Array.FindIndex(weekdays, x => x == word
                || (word.Length == 3 && x.StartsWith(word, StringComparison.Ordinal))) + 1];
            if (word is "A" && days.Count > 0)
                isRange = true;
            else if (word is "Y" or "DE")
                continue;
            else if (Weekdays.Of(named) is null)
                return Refusals.OpenWeekdays(cell, "DIAS DE ATENCION");
            else
            {
                for (var day = isRange ? days[^1] : named[0]; isRange && day != named[0]; day = (day % 7) + 1)
                    days.Add(day);
                days.AddRange(named);
                isRange = false;
            }
        }
        return Weekdays.Of(days) is { } all && !isRange ? all : Refusals.OpenWeekdays(cell, "DIAS DE ATENCION");
    }

    /// <summary>Null: not said. Refuses with <c>facility.weekdays</c>.</summary>
    public static Outcome<Weekdays?> OpenWeekdays(int[]? numbers) => numbers is null ? (Weekdays?)null
        : Weekdays.Of(numbers) is { } days ? days
        : Refusals.OpenWeekdays(string.Join(", ", numbers.Take(10)), "openWeekdays");

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
        if (NotSaid(cell))
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
