using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>What kind of document a fact is of; stored names.</summary>
public static class DocumentKind
{
    public const string Prescription = "prescription";
    public const string Order = "order";
    public const string Report = "report";
    public const string Facility = "facility";
    public const string Item = "item";

    /// <summary>A change of a facility's code.</summary>
    public const string Code = "code";

    /// <summary>Documents that figures count; the other kinds say how.</summary>
    public static bool IsCounted(string kind) => kind is Prescription or Order or Report;

    public static Family FamilyOf(string kind) => kind == Order ? Family.Orders : Family.Prescriptions;

    /// <summary>No document, but a group of which other facilities have to report than before.</summary>
    public const string Members = "members";

    public static string Of(Family family) => family == Family.Orders ? Order : Prescription;

    /// <summary>The kinds of document that the tallies of the family are made of.</summary>
    public static string[] TalliedIn(Family family) => family == Family.Orders ? [Order] : [Prescription, Report];
}
