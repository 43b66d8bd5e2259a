using System.ComponentModel.DataAnnotations;

namespace Supply.Platform.Reference;

public sealed class KnownBuyer
{
    public required string Code { get; init; }
    public int Version { get; set; }
    public string Name { get; set; } = "";
    [MaxLength(10)] public string Kind { get; set; } = "";
    [MaxLength(2)] public string State { get; set; } = "";

    /// <summary>JSON array of other spellings.</summary>
    public byte[] Aliases { get; set; } = [];
}
