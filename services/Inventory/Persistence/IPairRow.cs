namespace Supply.Inventory.Persistence;

/// <summary>Belongs to a pair, in which it has a number; lists go by these three.</summary>
public interface IPairRow : IPair
{
    long Number { get; }
}
