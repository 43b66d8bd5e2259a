using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Messaging;

/// <summary>A message that its handler could not take after all attempts; it waits for a person.</summary>
public sealed class ParkedMessage
{
    public required Guid MessageId { get; init; }
    [MaxLength(100)] public required string Handler { get; init; }
    public required string Type { get; init; }
    public required byte[] Body { get; init; }
    [MaxLength(40)] public required string Producer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public Guid CorrelationId { get; init; }
    public Guid? CausationId { get; init; }
    [MaxLength(60)] public string? TraceParent { get; init; }
    public required DateTimeOffset ParkedAt { get; init; }
    public required int Attempts { get; init; }
    [MaxLength(2000)] public required string Error { get; init; }

    internal static ParkedMessage Of(Envelope message, string handler, DateTimeOffset at, int attempts, Exception error) => new()
    {
        MessageId = message.MessageId, Handler = handler, Type = message.Type, Body = message.Body, Producer = message.Producer,
        CreatedAt = message.CreatedAt, CorrelationId = message.CorrelationId, CausationId = message.CausationId,
            TraceParent = message.TraceParent,
        ParkedAt = at, Attempts = attempts, Error = error.ToString() is { Length: > 2000 } text ? text[..2000] : error.ToString(),
    };

    public Envelope ToEnvelope() => new(MessageId, Type, Body, Producer, CreatedAt, CorrelationId, CausationId, TraceParent);
}
