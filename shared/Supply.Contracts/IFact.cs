namespace Supply.Contracts;

/// <summary>
/// The state of a document at one version. A consumer that has applied this version or a later one does nothing,
/// so order of arrival and repetition have no effect.
/// </summary>
public interface IFact
{
    /// <summary>1, 2, 3, ... set in the transaction that changes the document.</summary>
    int Version { get; }

    /// <summary>When it happened, by the person who reports it. UTC, microseconds.</summary>
    DateTimeOffset OccurredAt { get; }

    /// <summary>When the owner stored this version. UTC, microseconds.</summary>
    DateTimeOffset RecordedAt { get; }

    /// <summary>The date on the facility's wall when it happened, computed once by the owner.</summary>
    DateOnly LocalDate { get; }
}
