namespace Supply.Platform.Persistence;

/// <summary>In whose name and following from what the present unit of work is done.</summary>
public sealed class Origin(TimeProvider clock)
{
    public TimeProvider Clock { get; } = clock;

    /// <summary>One for everything that follows from a person's request.</summary>
    public Guid CorrelationId { get; set; } = Guid.CreateVersion7();

    /// <summary>The message that is being handled, if one is.</summary>
    public Guid? CausationId { get; set; }

    /// <summary>The token's subject, or the handler or job that acts.</summary>
    public string Subject { get; set; } = "system";

    public string Role { get; set; } = "system";
}
