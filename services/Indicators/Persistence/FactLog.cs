using System.ComponentModel.DataAnnotations;
using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

/// <summary>What kind of document a fact is of; stored names.</summary>
public static class FactKind
{
    public const string Prescription = "prescription";
    public const string Order = "order";
    public const string Report = "report";
    public const string Facility = "facility";
    public const string Item = "item";

    /// <summary>A change of a facility's code.</summary>
    public const string Code = "code";

    public static string Of(Family family) => family == Family.Orders ? Order : Prescription;

    /// <summary>The kinds of document that the tallies of the family are made of.</summary>
    public static string[] TalliedIn(Family family) => family == Family.Orders ? [Order] : [Prescription, Report];
}

/// <summary>
/// One version of one document as it was told to this service; the database refuses to change or delete it. Figures are
/// made of nothing else, so that each can be made again as of any sequence.
/// </summary>
public sealed class FactLogRow
{
    /// <summary>1, 2, 3, ... without gaps, in the order of commits.</summary>
    public required long Sequence { get; init; }

    public required string Kind { get; init; }

    /// <summary>UUID, code, or code and date of a statement.</summary>
    public required string DocumentId { get; init; }

    public required int Version { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The code that the document states, whatever it means today; of a change of code, the one from now on.</summary>
    public required string Facility { get; init; }

    /// <summary>The entity of <see cref="Facility"/>; of a change of code, only where it is another than before.</summary>
    public required string State { get; init; }

    public required DateOnly LocalDate { get; init; }

    /// <summary>The message, JSON.</summary>
    public required byte[] Body { get; init; }
}

/// <summary>The one row from which sequences are taken; whoever has it locked is the only one who writes facts.</summary>
public sealed class LogHead
{
    public required int Id { get; init; }
    public long Last { get; set; }

    /// <summary>Since when the running figures lack something of the log; null while they have all of it.</summary>
    public DateTimeOffset? BehindSince { get; set; }

    /// <summary>
    /// Names of the counters, with commas, that the tallies have of every document: those that each version that has counted
    /// since the last rebuild knows. Null before the first run.
    /// </summary>
    [MaxLength(2000)] public string? Counters { get; set; }
}

/// <summary>The newest version of a document and what it adds to the tallies.</summary>
public sealed class DocumentFact
{
    public required string Kind { get; init; }
    public required string DocumentId { get; init; }
    public int Version { get; set; }

    /// <summary>The code that the document states.</summary>
    public string StatedFacility { get; set; } = "";

    /// <summary>The code that its facility has now, under which it is counted.</summary>
    public string Facility { get; set; } = "";

    public string State { get; set; } = "";
    public DateOnly LocalDate { get; set; }
    public string Outcome { get; set; } = "";
    public Counts Counts { get; set; } = Counts.Zero;
}

/// <summary>Which orders name a clave, for when the catalogue says another product class than its group does.</summary>
public sealed class OrderClave
{
    public required string Clave { get; init; }
    public required string DocumentId { get; init; }
}

/// <summary>The tallies of a facility's day: the sum of its documents, changed in their transactions by the difference.</summary>
public sealed class FacilityDay
{
    /// <summary><see cref="Family.Prescriptions"/> or <see cref="Family.Orders"/>; hospitals are picked when figures are made.</summary>
    public required Family Family { get; init; }

    public required string Facility { get; init; }
    public required DateOnly Date { get; init; }
    public required string State { get; init; }
    public Counts Counts { get; set; } = Counts.Zero;

    /// <summary>The figures do not have this yet. It is cleared only where <see cref="Changes"/> is what was read.</summary>
    public bool Dirty { get; set; }

    public int Changes { get; set; }
}

/// <summary>A version of a facility, as the log has it.</summary>
public sealed class PlaceRow
{
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required string State { get; init; }
    public required string Kind { get; init; }
    public int? CareLevel { get; init; }
    public string? UnitType { get; init; }
    public bool? Rural { get; init; }
    public DateOnly? OpensOn { get; init; }
    public DateOnly? ClosesOn { get; init; }

    public PlaceVersion ToPlace() => new(Code, Version, ValidFrom, State, Kind, CareLevel, UnitType, Rural, OpensOn, ClosesOn);
}

/// <summary>The product class that the catalogue gives a clave; it may differ from that of the leading group.</summary>
public sealed class ProductRow
{
    public required string Clave { get; init; }
    public int Version { get; set; }
    public ProductClass Class { get; set; }
}

/// <summary>Reference data has changed: what depends on it is judged again.</summary>
public sealed class PendingReference
{
    /// <summary><see cref="FactKind.Facility"/>, <see cref="FactKind.Item"/> or <see cref="FactKind.Code"/>, for which another loop works.</summary>
    public required string Kind { get; init; }

    public required string Code { get; init; }

    /// <summary>The last document that was judged again; documents are judged in order of their ids, some in each transaction.</summary>
    [MaxLength(40)] public string After { get; set; } = "";

    public int Changes { get; set; }
}
