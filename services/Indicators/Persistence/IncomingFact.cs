using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>
/// A version of a document that was told to this service and is not in the log yet. Handlers write nothing else, so that they wait
/// for nobody; one pass gives the facts their sequences and counts them.
/// </summary>
public sealed class IncomingFact
{
    /// <summary>In order of arrival, as exactly as clocks have it.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it arrived: figures lack it since.</summary>
    public required DateTimeOffset At { get; init; }

    [MaxLength(20)] public required string Kind { get; init; }
    [MaxLength(40)] public required string DocumentId { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string Facility { get; init; }
    public required string State { get; init; }
    public required DateOnly LocalDate { get; init; }
    public required byte[] Body { get; init; }

    public FactLogRow ToRow(long sequence) => new()
    {
        Sequence = sequence, Kind = Kind, DocumentId = DocumentId, Version = Version, RecordedAt = RecordedAt, Facility = Facility,
        State = State, LocalDate = LocalDate, Body = Body,
    };
}
