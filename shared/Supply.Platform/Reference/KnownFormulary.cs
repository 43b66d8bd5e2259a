namespace Supply.Platform.Reference;

public sealed class KnownFormulary
{
    public required string UnitType { get; init; }
    public int Version { get; set; }

    /// <summary>JSON array of claves.</summary>
    public byte[] Claves { get; set; } = [];
}
