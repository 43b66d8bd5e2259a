using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Reference;

public sealed class KnownItem
{
    [MaxLength(15)] public required string Clave { get; init; }
    public int Version { get; set; }
    [MaxLength(10000)] public string Description { get; set; } = "";
    [MaxLength(20)] public string ProductClass { get; set; } = "";
    [MaxLength(1)] public string? Ven { get; set; }
    public bool Active { get; set; }
    public bool Controlled { get; set; }
    public bool ColdChain { get; set; }
}
