namespace Supply.Kernel;

/// <summary>What a transaction looks at to decide between commit and rollback.</summary>
public interface IOutcome
{
    Refusal? Refusal { get; }
}
