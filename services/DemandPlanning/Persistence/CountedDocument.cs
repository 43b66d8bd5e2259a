namespace Supply.DemandPlanning.Persistence;

/// <summary>The version of a prescription that the monthly facts hold, and what it added to them.</summary>
public sealed class CountedDocument
{
    public required Guid Id { get; init; }
    public int Version { get; set; }

    /// <summary>JSON of a <see cref="Domain.Contribution"/>; a later version takes it back before it adds its own.</summary>
    public byte[] Contribution { get; set; } = [];
}
