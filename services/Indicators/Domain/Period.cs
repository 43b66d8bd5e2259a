using System.Globalization;

namespace Supply.Indicators.Domain;

/// <summary>A local day, month or year, written <c>2026-10-15</c>, <c>2026-10</c>, <c>2026</c>. Years 1900 to 2200.</summary>
public sealed record Period(Grain Grain, DateOnly From, DateOnly To)
{
    public string Text => From.ToString(Grain switch { Grain.Day => "yyyy-MM-dd", Grain.Month => "yyyy-MM", _ => "yyyy" },
        CultureInfo.InvariantCulture);

    public static Period Of(Grain grain, DateOnly date) => grain switch
    {
        Grain.Day => new(grain, date, date),
        Grain.Month => new(grain, Month.Of(date).First, Month.Of(date).Last),
        _ => new(grain, new DateOnly(date.Year, 1, 1), new DateOnly(date.Year, 12, 31)),
    };

    /// <summary>The day, its month and its year.</summary>
    public static IEnumerable<Period> Around(DateOnly date) => Enum.GetValues<Grain>().Select(x => Of(x, date));

    /// <summary>Of a text that <see cref="Text"/> has made, whatever its year.</summary>
    public static Period Stored(string text) => text.Length switch
    {
        10 => Of(Grain.Day, DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        7 => Of(Grain.Month, DateOnly.ParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture)),
        _ => Of(Grain.Year, DateOnly.ParseExact(text, "yyyy", CultureInfo.InvariantCulture)),
    };

    /// <summary>Of a year its months; of a month or a day that month.</summary>
    public IEnumerable<Period> Months
    {
        get
        {
            for (var month = Of(Grain.Month, From); month.From <= To; month = month.Next)
                yield return month;
        }
    }

    public Period Next => Of(Grain, To.AddDays(1));

    /// <summary>Refuses with <c>indicators.period</c>.</summary>
    public static Outcome<Period> Parse(string? text, string field = "period")
    {
        var (form, grain) = text?.Length switch { 10 => ("yyyy-MM-dd", Grain.Day), 7 => ("yyyy-MM", Grain.Month), _ =>
            ("yyyy", Grain.Year) };
        return DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1900 and <= 2200
            ? Of(grain, date)
            : Refusals.Period(text, field);
    }
}
