namespace Supply.Indicators.Persistence;

/// <summary>The product class that the catalogue gives a clave; it may differ from that of the leading group.</summary>
public sealed class ProductRow
{
    public required string Clave { get; init; }
    public int Version { get; set; }
    public ProductClass Class { get; set; }
}
