using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;

namespace Supply.Indicators.Tests.Model;

/// <summary>What a catalogue, pharmacies and warehouses could tell in a few weeks of October 2026, drawn at random.</summary>
internal sealed class History(Random random)
{
    private static readonly string[] units = ["HGSSA000011", "HGIMB000011", "HGIMB000021", "BCSSA000011", "BCIMB000011", "BCIMB000021",
        "OCIMB000011", "OCIMB000021"];

    private static readonly string[] claves = ["010.000.0104.00", "010.000.0408.00", "060.004.0109.00", "070.000.0012.00"];

    private readonly Dictionary<string, int> versions = [];
    private readonly Dictionary<string, List<string>> predecessors = [];
    private readonly List<PrescriptionChanged> prescriptions = [];
    private readonly List<SupplyOrderChanged> orders = [];
    private readonly List<DailyReportMade> reports = [];
    private int items;

    /// <param name="today">Nothing is of a later date.</param>
    public object Next(DateOnly today) => random.Next(20) switch
    {
        0 or 1 or 2 => Facility(today),
        3 => Item(),
        4 or 5 => Report(today),
        6 or 7 or 8 or 9 => Order(today),
        _ => Prescription(today),
    };

    // A new facility, or another version of one: of another kind or class, opened or closed, with or without a former code.
    private FacilityPublished Facility(DateOnly today)
    {
        var code = Any(units);
        var version = versions[code] = versions.GetValueOrDefault(code) + 1;
        var former = predecessors.GetValueOrDefault(code) ?? [];
        if (random.Next(3) == 0)
            predecessors[code] = former = Former(code);
        var kind = random.Next(10) switch { 0 => "stateWarehouse", 1 => "unclassified", < 5 => "hospital", _ => "healthUnit" };
        bool? rural = random.Next(3) switch { 0 => null, var x => x == 1 };
        return Given.Facility(code, kind, version, Any("A", "B", "C"), random.Next(1, 4), rural,
            random.Next(6) == 0 ? Before(today) : null, random.Next(8) == 0 ? Before(today) : null,
            version == 1 ? null : Before(today)) with
            {
                Predecessors = former,
                OpenWeekdays = random.Next(3) == 0 ? [.. Enumerable.Range(1, 7).Where(_ => random.Next(3) > 0).DefaultIfEmpty(3)] : null,
            };
    }

    // Nobody's yet, and no circle: a facility follows only those before it in the list. Or none any longer: a change taken back.
    private List<string> Former(string code)
    {
        var taken = predecessors.Where(x => x.Key != code).SelectMany(x => x.Value).ToHashSet();
        var free = units.TakeWhile(x => x != code).Where(x => x[..2] == code[..2] && !taken.Contains(x)).ToList();
        return free.Count == 0 || random.Next(3) == 0 ? [] : [free[random.Next(free.Count)]];
    }

    private ItemPublished Item() => new(Any(claves), ++items, new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero),
        new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 10, 1), "Insumo", Any("medicine", "medicalSupply", "other"));

    private DailyReportMade Report(DateOnly today)
    {
        if (reports.Count > 0 && random.Next(3) == 0)
        {
            var known = reports[random.Next(reports.Count)];
            return Kept(reports, known, known with { Version = known.Version + 1, Activity = !known.Activity });
        }
        var report = Given.Report(Any(units), Before(today));
        return reports.Exists(x => (x.Facility, x.LocalDate) == (report.Facility, report.LocalDate)) ? reports.Find(x =>
            (x.Facility, x.LocalDate) == (report.Facility, report.LocalDate))! : Kept(reports, null, report);
    }

    private PrescriptionChanged Prescription(DateOnly today)
    {
        var known = prescriptions.Count > 0 && random.Next(3) == 0 ? prescriptions[random.Next(prescriptions.Count)] : null;
        var date = known is null || random.Next(4) == 0 ? Before(today) : known.LocalDate;
        var lines = Enumerable.Range(1, random.Next(1, 4))
            .Select(line => new PrescriptionLine(line, Any(claves), random.Next(0, 4), random.Next(0, 4))).ToArray();
        var doc = Given.Prescription(known?.Facility ?? Any(units), date, lines) with
        {
            Kind = random.Next(8) == 0 ? "collective" : "individual",
            Status = known is not null && random.Next(4) == 0 ? "voided" : "recorded",
            Unknown = random.Next(10) == 0 ? ["010.000.9999.00"] : null,
        };
        if (random.Next(3) == 0)
            doc = doc with { Deliveries = [new(Guid.CreateVersion7(), doc.OccurredAt.AddHours(Any(5, 24, 30, 72, 80)), date,
                [.. lines.Where(x => x.Dispensed < x.Prescribed).Select(x => new DeliveredLine(x.Line, x.Prescribed - x.Dispensed))])] };
        return Kept(prescriptions, known, known is null ? doc : doc with { Id = known.Id, Version = known.Version + 1 });
    }

    private SupplyOrderChanged Order(DateOnly today)
    {
        var known = orders.Count > 0 && random.Next(2) == 0 ? orders[random.Next(orders.Count)] : null;
        var status = Any("issued", "approved", "inSupply", "supplied", "supplied", "rejected", "cancelled", "closedShort");
        var approved = status is "issued" or "rejected" || (status == "cancelled" && random.Next(2) == 0) ? (DateTimeOffset?)null
            : new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        var order = known is null
            ? Given.Order(Any(units), Before(today), status, [.. Enumerable.Range(1, random.Next(1, 4)).Select(line =>
                Given.OrderLine(random.Next(1, 9), 0, Any(claves), line))]) with { Emergency = random.Next(4) == 0 }
            : known with { Version = known.Version + 1, Status = status };
        return Kept(orders, known, order with
        {
            ApprovedAt = approved, Lines = [.. order.Lines.Select(x => x with { Good = status == "supplied" ? x.Ordered
                : random.Next(0, x.Ordered + 1) })],
        });
    }

    private static T Kept<T>(List<T> all, T? before, T now) where T : class
    {
        if (before is not null)
            all.Remove(before);
        all.Add(now);
        return now;
    }

    private DateOnly Before(DateOnly today) => today.AddDays(-random.Next(9));

    private T Any<T>(params T[] some) => some[random.Next(some.Length)];
}
