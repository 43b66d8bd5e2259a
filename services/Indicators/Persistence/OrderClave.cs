namespace Supply.Indicators.Persistence;

/// <summary>Which orders name a clave, for when the catalogue says another product class than its group does.</summary>
public sealed class OrderClave
{
    public required string Clave { get; init; }
    public required string DocumentId { get; init; }
}
