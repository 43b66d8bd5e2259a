using Supply.Indicators.Domain;

namespace Supply.Indicators.Persistence;

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

    /// <summary>Null: a version that did not know of them has counted it.</summary>
    public PartCounts? Parts { get; set; }
}
