using System.ComponentModel.DataAnnotations;
using Supply.Platform.Messaging;

namespace Supply.Platform.Reference;

public sealed class KnownLocation : IKnownListEntry
{
    [MaxLength(Locations.MaxLength)] public required string Code { get; init; }
    public int Version { get; set; }
    [MaxLength(200)] public string Name { get; set; } = "";

    /// <summary>JSON array of other spellings.</summary>
    public byte[] Aliases { get; set; } = [];

    public bool Active { get; set; }
    public DateTimeOffset KeptAt { get; set; }
    public int FollowedVersion { get; set; }

    public ListedEntry ToEntry() => new(Code, Name, MessageJson.Read<string[]>(Aliases), Active: Active);
}
