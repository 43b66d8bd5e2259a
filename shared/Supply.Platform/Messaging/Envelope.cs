namespace Supply.Platform.Messaging;

/// <summary>A message on its way, with where it comes from.</summary>
public sealed record Envelope(
    Guid MessageId, string Type, byte[] Body, string Producer, DateTimeOffset CreatedAt, Guid CorrelationId, Guid? CausationId,
        string? TraceParent);
