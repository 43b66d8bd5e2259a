using System.ComponentModel.DataAnnotations;
using Supply.Catalog.Domain;
using Supply.Platform.Messaging;

namespace Supply.Catalog.Persistence;

/// <summary>An entry of a list that the catalogue owns and documents name: a code, a name and other spellings.</summary>
public abstract class ListEntry
{
    [MaxLength(40)] public required string Code { get; init; }

    /// <summary>1, 2, 3, ...; the ETag.</summary>
    public int Version { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
    [MaxLength(200)] public string Name { get; set; } = "";

    /// <summary>JSON array of other spellings.</summary>
    public byte[] Aliases { get; set; } = [];

    /// <summary>Whether new documents may name it.</summary>
    public bool Active { get; set; }

    public ListedName Listed => new(Code, Name, MessageJson.Read<string[]>(Aliases));

    /// <summary>Both say the same; who wrote it and when aside.</summary>
    public virtual bool SaysAs(ListEntry other) =>
        (Name, Active) == (other.Name, other.Active) && Aliases.AsSpan().SequenceEqual(other.Aliases);

    /// <summary>Says from now on what the other one says.</summary>
    public virtual void Take(ListEntry other) => (Name, Aliases, Active) = (other.Name, other.Aliases, other.Active);

    /// <summary>Tells others the present version, in the same transaction.</summary>
    public abstract void Publish(CatalogDb db);
}
