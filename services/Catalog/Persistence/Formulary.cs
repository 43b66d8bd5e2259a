namespace Supply.Catalog.Persistence;

/// <summary>The claves that a unit type may ask for.</summary>
public sealed class Formulary
{
    /// <summary>As facilities have it: upper case, single-spaced.</summary>
    public required string UnitType { get; init; }

    /// <summary>1, 2, 3, ...; the ETag.</summary>
    public int Version { get; set; }

    /// <summary>JSON array of claves, sorted.</summary>
    public byte[] Claves { get; set; } = [];
}
