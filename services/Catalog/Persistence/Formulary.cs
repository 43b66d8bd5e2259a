using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;

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

    /// <summary>When this version was stored; null: before that was kept.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    public FormularyPublished ToFact(DateTimeOffset now) =>
        new(UnitType, Version, ChangedAt ?? now, ChangedAt ?? now, Zones.DateAt(ChangedAt ?? now, Zones.Default),
            MessageJson.Read<string[]>(Claves));
}
