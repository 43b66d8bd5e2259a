using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;

namespace Supply.Indicators.Tests.Model;

/// <summary>
/// The figures counted anew from all that was said, in the simplest way: every document is looked at for every figure. It shares no
/// code with the service. Rules: docs/rules.md.
/// </summary>
/// <param name="today">Days after it are not expected yet.</param>
internal sealed class Recount(Said said, DateOnly today)
{
    public static readonly string[] Prescriptions = ["ind-b", "ind-b-hospital", "ind-b-lines", "ind-b-pieces", "ind-b-24h", "ind-b-72h",
        "ind-b-collective"];

    public static readonly string[] Orders = ["ind-a", "ind-a-lines", "ind-a-pieces", "ind-a-replenishment", "ind-a-emergency"];

    // Prescriptions, reports and orders as what they add where and when.
    private readonly List<Counted> documents =
    [
        .. said.Prescriptions.Values.Select(x => new Counted(said, x)),
        .. said.Reports.Values.Select(x => new Counted(said, x)),
        .. said.Orders.Values.Select(x => new Counted(said, x)),
    ];

    private readonly List<string> inUse = said.InUse;
    private readonly Dictionary<(string, DateOnly), FacilityPublished?> on = [];
    private readonly Dictionary<(string, string, DateOnly), bool> reports = [];

    /// <summary>Whom the figures of the level speak of, in this history.</summary>
    public IEnumerable<string> Codes(string level) => documents.SelectMany(x => x.Groups).Where(x => x.Level == level).Select(x => x.Code)
        .Distinct();

    public Recounted Of(string indicator, string level, string code, DateOnly from, DateOnly to)
    {
        var own = documents.Where(x => x.IsOf(indicator) && x.Date >= from && x.Date <= to && x.Groups.Contains((level, code))).ToList();
        var judged = own.ConvertAll(x => x.Judged(indicator));
        return new(judged.Sum(x => x.Numerator), judged.Sum(x => x.Denominator), judged.Count(x => x.Excluded), Facilities(indicator, level,
            code, from, to), Days(indicator, level, code, from, to), own.Count);
    }

    private (int, int) Days(string indicator, string level, string code, DateOnly from, DateOnly to)
    {
        var (reporting, expected) = (0, 0);
        foreach (var unit in inUse)
            for (var day = from; day <= to && day <= today; day = day.AddDays(1))
                if (Expected(indicator, unit, day) && Has(unit, day, level, code))
                {
                    expected++;
                    reporting += Reports(indicator, unit, day) ? 1 : 0;
                }
        return (reporting, expected);
    }

    // Once in the period is enough; what it is on the period's last day decides whose it is.
    private (int, int) Facilities(string indicator, string level, string code, DateOnly from, DateOnly to)
    {
        var last = to < today ? to : today;
        var days = Enumerable.Range(0, Math.Max(0, last.DayNumber - from.DayNumber + 1)).Select(x => from.AddDays(x)).ToList();
        var expected = inUse.Where(x => Has(x, last, level, code) && days.Exists(day => Expected(indicator, x, day))).ToList();
        return (expected.Count(x => days.Exists(day => Expected(indicator, x, day) && Reports(indicator, x, day))), expected.Count);
    }

    private bool Expected(string indicator, string unit, DateOnly day) => On(unit, day) is { } at
        && (indicator == "ind-b-hospital" ? at.Kind == "hospital" : at.Kind is "hospital" or "healthUnit" or "mobileUnit")
        && !(at.OpensOn > day) && !(at.ClosesOn < day)
        && (indicator.StartsWith("ind-a", StringComparison.Ordinal)
            || at.OpenWeekdays?.Contains(((int)day.DayOfWeek + 6) % 7 + 1) != false);

    private bool Reports(string indicator, string unit, DateOnly day) => reports.TryGetValue((indicator, unit, day), out var known) ? known
        : reports[(indicator, unit, day)] = documents.Exists(x => x.Facility == unit && x.Date == day && x.IsReportFor(indicator));

    private bool Has(string unit, DateOnly day, string level, string code) =>
        Counted.GroupsOf(unit, On(unit, day)).Contains((level, code));

    private FacilityPublished? On(string unit, DateOnly day) => on.TryGetValue((unit, day), out var known) ? known
        : on[(unit, day)] = said.On(unit, day);
}
