namespace Supply.EndToEnd;

/// <param name="Kind">As the catalogue names it: <c>healthUnit</c>, <c>mobileUnit</c>, <c>hospital</c>, <c>stateWarehouse</c>.</param>
/// <param name="Zone">The zone that its days are counted in.</param>
/// <param name="Late">The catalogue hears of it only after its first documents.</param>
/// <param name="Changes">What the catalogue says of its codes one after the other, until it has the one that it ends with.</param>
public sealed record Place(
    string Code, string State, string Kind, string Municipality, string Zone, bool Late = false,
    IReadOnlyList<CodeChange>? Changes = null)
{
    /// <summary>What the catalogue calls it at the beginning: several codes where several units become one.</summary>
    public IReadOnlyList<string> FirstCodes { get; } = Changes is null
        ? [Code]
        : [.. Changes.SelectMany(x => x.Predecessors).Except(Changes.Select(x => x.Code))];

    public IReadOnlyList<string> AllCodes { get; } = Changes is null
        ? [Code]
        : [.. Changes.SelectMany(x => x.Predecessors.Append(x.Code)).Distinct()];

    /// <summary>
    /// One of its codes; the same for everything that belongs to one document, as a person without the news would write it.
    /// </summary>
    public string Spelled(Guid document) => AllCodes[document.ToByteArray()[0] % AllCodes.Count];

    /// <summary>One that the catalogue knows from the beginning.</summary>
    public string FirstSpelled(Guid document) => FirstCodes[document.ToByteArray()[0] % FirstCodes.Count];

    public bool IsWarehouse => Kind == "stateWarehouse";

    public bool IsHospital => Kind == "hospital";

    public DateOnly DateAt(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(Zone)).DateTime);
}
