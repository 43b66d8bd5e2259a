using System.ComponentModel.DataAnnotations;

namespace Supply.Catalog.Persistence;

/// <summary>The clave of what is under a bar code. An item has one for each maker and pack; a bar code has one item.</summary>
public sealed class ItemGtin
{
    [MaxLength(Domain.Gtin.Length)] public required string Gtin { get; init; }

    /// <summary>1, 2, 3, ...; the ETag.</summary>
    public int Version { get; set; }

    [MaxLength(15)] public string Clave { get; set; } = "";

    /// <summary>It is kept, so that who has it hears that it is no more.</summary>
    public bool Deleted { get; set; }

    /// <summary>Grows with each change of any row, in the order of their commits.</summary>
    public long Change { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
    public string ChangedBy { get; set; } = "";

    /// <summary>The facility at whose counter it was said; null: by central supply or a list.</summary>
    [MaxLength(11)] public string? ChangedAtFacility { get; set; }
}
