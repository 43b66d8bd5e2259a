namespace Supply.Inventory.Persistence;

/// <summary>A supply order that goods are received or sent for, as far as stock needs it.</summary>
public sealed class KnownOrder
{
    public required Guid Id { get; init; }

    /// <summary>Nothing of the order moves before this date.</summary>
    public required DateOnly IssuedOn { get; init; }
}
