using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;

namespace Supply.Indicators.Tests.Model;

/// <summary>One document, and what it is to each indicator.</summary>
internal sealed class Counted
{
    private readonly Said said;
    private readonly object message;
    private readonly FacilityPublished? at;

    public Counted(Said said, object message)
    {
        (this.said, this.message) = (said, message);
        var (stated, date) = message switch
        {
            PrescriptionChanged x => (x.Facility, x.LocalDate),
            DailyReportMade x => (x.Facility, x.LocalDate),
            SupplyOrderChanged x => (x.Destination, x.LocalDate),
            _ => throw new ArgumentException(message.GetType().Name),
        };
        (Facility, Date) = (said.Current(stated), date);
        at = said.On(Facility, date);
        Groups = [.. GroupsOf(Facility, at)];
    }

    public string Facility { get; }
    public DateOnly Date { get; }
    public IReadOnlyList<(string Level, string Code)> Groups { get; }

    public static IEnumerable<(string Level, string Code)> GroupsOf(string facility, FacilityPublished? at)
    {
        yield return ("nation", "MX");
        yield return ("facility", facility);
        yield return ("state", FacilityCode.Stored(facility).State.Code);
        if (at?.CareLevel is { } level)
            yield return ("unitLevel", level.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (at?.UnitType is { } type)
            yield return ("unitType", type);
        if (at?.Rural is { } rural)
            yield return ("rural", rural ? "rural" : "urban");
    }

    /// <summary>It may be in the figure, or among what is left out of it.</summary>
    public bool IsOf(string indicator) => indicator.StartsWith("ind-a", StringComparison.Ordinal) ? message is SupplyOrderChanged
        : message is PrescriptionChanged && (indicator != "ind-b-hospital" || at?.Kind == "hospital");

    public bool IsReportFor(string indicator) => message switch
    {
        SupplyOrderChanged => indicator.StartsWith("ind-a", StringComparison.Ordinal),
        PrescriptionChanged x => !indicator.StartsWith("ind-a", StringComparison.Ordinal) && x.Status != "voided",
        DailyReportMade x => !indicator.StartsWith("ind-a", StringComparison.Ordinal) && !x.Activity,
        _ => false,
    };

    public (long Numerator, long Denominator, bool Excluded) Judged(string indicator) => message switch
    {
        PrescriptionChanged x => Judged(indicator, x),
        SupplyOrderChanged x => Judged(indicator, x),
        _ => default,
    };

    private (long, long, bool) Judged(string indicator, PrescriptionChanged x)
    {
        var lines = x.Lines.Where(line => line.Prescribed > 0).ToList();
        var verified = at is not null && x.Unknown is not { Count: > 0 };
        var collective = indicator == "ind-b-collective";
        if (x.Status == "voided" || !verified || lines.Count == 0 || x.Kind == "collective" != collective)
            return (0, 0, !collective);
        return indicator switch
        {
            "ind-b-lines" => (lines.Count(line => line.Dispensed >= line.Prescribed), lines.Count, false),
            "ind-b-pieces" => (lines.Sum(line => Math.Min(line.Prescribed, line.Dispensed)), lines.Sum(line => line.Prescribed), false),
            "ind-b-24h" => (Complete(24), 1, false),
            "ind-b-72h" => (Complete(72), 1, false),
            _ => (Complete(-1), 1, false),
        };

        int Complete(int hours) => lines.TrueForAll(line => line.Dispensed + (x.Deliveries ?? [])
            .Where(y => y.DeliveredAt - x.OccurredAt <= TimeSpan.FromHours(hours)).SelectMany(y => y.Lines)
            .Where(y => y.Line == line.Line).Sum(y => y.Quantity) >= line.Prescribed) ? 1 : 0;
    }

    private (long, long, bool) Judged(string indicator, SupplyOrderChanged x)
    {
        var supplied = x.Status == "supplied" ? 1 : 0;
        var official = indicator is "ind-a" or "ind-a-lines" or "ind-a-pieces";
        if (x.Status == "rejected" || (x.Status == "cancelled" && x.ApprovedAt is null))
            return (0, 0, official);
        if (at?.Kind is "stateWarehouse" or "centralWarehouse")
            return indicator == "ind-a-replenishment" ? (supplied, 1, false) : (0, 0, official);
        var lines = x.Lines.Where(line => said.ClassOf(line.Clave) is "medicine" or "medicalSupply").ToList();
        if (at?.Kind is not ("healthUnit" or "mobileUnit" or "hospital") || lines.Count == 0)
            return (0, 0, official);
        return indicator switch
        {
            "ind-a" => (supplied, 1, false),
            "ind-a-lines" => (lines.Count(line => line.Good >= line.Ordered), lines.Count, false),
            "ind-a-pieces" => (lines.Sum(line => Math.Min(line.Good, line.Ordered)), lines.Sum(line => line.Ordered), false),
            "ind-a-emergency" => x.Emergency ? (supplied, 1, false) : default,
            _ => default,
        };
    }
}
