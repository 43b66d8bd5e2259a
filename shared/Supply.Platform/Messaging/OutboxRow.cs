using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Messaging;

/// <summary>Written in the transaction of the change it tells of; deleted when it was delivered.</summary>
public sealed class OutboxRow
{
    /// <summary>Version 7; the message's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The record's full name: the wire name.</summary>
    public required string Type { get; init; }

    /// <summary>JSON, written once.</summary>
    public required byte[] Body { get; init; }

    [MaxLength(40)] public required string Producer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Order of sending, and back-off.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Failed attempts by handlers of the same process (embedded mode only); faults of the machine do not count.</summary>
    public int Attempts { get; set; }

    public Guid CorrelationId { get; init; }
    public Guid? CausationId { get; init; }
    [MaxLength(60)] public string? TraceParent { get; init; }

    public Envelope ToEnvelope() => new(Id, Type, Body, Producer, CreatedAt, CorrelationId, CausationId, TraceParent);
}
