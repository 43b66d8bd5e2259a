namespace Supply.Inventory.Persistence;

/// <summary>Belongs to a pair, in which it has a number; lists go by these three.</summary>
public interface IPairRow
{
    string Facility { get; }
    string Clave { get; }
    long Number { get; }
}
