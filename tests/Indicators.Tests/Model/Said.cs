using Supply.Contracts;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;

namespace Supply.Indicators.Tests.Model;

/// <summary>All that the service has been told so far; the newest version of each.</summary>
internal sealed class Said
{
    public List<FacilityPublished> Facilities { get; private init; } = [];
    public Dictionary<string, ItemPublished> Items { get; private init; } = [];
    public Dictionary<Guid, PrescriptionChanged> Prescriptions { get; private init; } = [];
    public Dictionary<Guid, SupplyOrderChanged> Orders { get; private init; } = [];
    public Dictionary<(string Facility, DateOnly Date), DailyReportMade> Reports { get; private init; } = [];

    /// <summary>As it is now, whatever is added later.</summary>
    public Said Copy() => new()
    {
        Facilities = [.. Facilities], Items = new(Items), Prescriptions = new(Prescriptions), Orders = new(Orders), Reports = new(Reports),
    };

    public void Add(object message)
    {
        switch (message)
        {
            case FacilityPublished x: Facilities.Add(x); break;
            case ItemPublished x: Keep(Items, x.Clave, x); break;
            case PrescriptionChanged x: Keep(Prescriptions, x.Id, x); break;
            case SupplyOrderChanged x: Keep(Orders, x.Id, x); break;
            case DailyReportMade x: Keep(Reports, (x.Facility, x.LocalDate), x); break;
            default: throw new ArgumentException(message.GetType().Name);
        }
    }

    /// <summary>The code that the facility has now: the newest version of another names it as its predecessor, and so on.</summary>
    public string Current(string code)
    {
        var newest = Facilities.GroupBy(x => x.Code).Select(x => x.MaxBy(y => y.Version)!).ToList();
        while (newest.Find(x => x.Predecessors?.Contains(code) == true) is { } successor)
            code = successor.Code;
        return code;
    }

    /// <summary>Codes that did not become others.</summary>
    public List<string> InUse => [.. Facilities.Select(x => x.Code).Distinct().Where(x => Current(x) == x)];

    /// <summary>The version that is valid on the date; null: the catalogue has not told of it.</summary>
    public FacilityPublished? On(string code, DateOnly date)
    {
        var versions = Facilities.Where(x => x.Code == code).OrderBy(x => x.Version).ToList();
        return versions.LastOrDefault(x => x.ValidFrom <= date) ?? versions.FirstOrDefault();
    }

    public string ClassOf(string clave) => Items.TryGetValue(clave, out var item) ? item.ProductClass
        : clave.StartsWith("010", StringComparison.Ordinal) ? "medicine"
        : clave.StartsWith("060", StringComparison.Ordinal) ? "medicalSupply" : "other";

    private static void Keep<TKey, T>(Dictionary<TKey, T> all, TKey key, T message) where TKey : notnull where T : IFact
    {
        if (!all.TryGetValue(key, out var known) || known.Version < message.Version)
            all[key] = message;
    }
}
