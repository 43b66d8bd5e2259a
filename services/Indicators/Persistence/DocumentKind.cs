using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>What kind of document a fact is of; stored names.</summary>
public static class DocumentKind
{
    public const string Prescription = "prescription";
    public const string Order = "order";
    public const string Report = "report";
    public const string Stock = "stock";
    public const string Facility = "facility";
    public const string Item = "item";

    /// <summary>A change of a facility's code.</summary>
    public const string Code = "code";

    /// <summary>Documents that figures count; the other kinds say how.</summary>
    public static readonly string[] Counted = [Prescription, Report, Order, Stock];

    private static readonly string[] ofPrescriptions = [Prescription, Report];
    private static readonly string[] ofOrders = [Order];
    private static readonly string[] ofStock = [Stock];

    public static bool IsCounted(string kind) => Counted.Contains(kind);

    public static Family FamilyOf(string kind) => kind switch
    {
        Order => Family.Orders,
        Stock => Family.Stock,
        _ => Family.Prescriptions,
    };

    /// <summary>No document, but a group of which other facilities have to report than before.</summary>
    public const string Members = "members";

    public static string Of(Family family) => TalliedIn(family)[0];

    /// <summary>The kinds of document that the tallies of the family are made of.</summary>
    public static string[] TalliedIn(Family family) => family switch
    {
        Family.Orders => ofOrders,
        Family.Stock => ofStock,
        _ => ofPrescriptions,
    };
}
