namespace Supply.Inventory.Persistence;

/// <summary>A facility's stock of a clave, or a part of it.</summary>
public interface IPair
{
    string Facility { get; }
    string Clave { get; }
}
