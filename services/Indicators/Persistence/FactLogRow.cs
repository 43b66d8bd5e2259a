namespace Supply.Indicators.Persistence;

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
