namespace Supply.Indicators.Domain;

/// <summary>Whom a figure speaks of: the nation, a state, a class of units, or one facility.</summary>
public readonly record struct Group(Level Level, string Code)
{
    public static readonly Group Nation = new(Level.Nation, "MX");

    public static Group Facility(string code) => new(Level.Facility, code);

    /// <summary>Those above a facility. Of one that the catalogue has not told of only its state is known.</summary>
    public static IEnumerable<Group> Of(string state, FacilityVersion? at)
    {
        yield return Nation;
        yield return new(Level.State, state);
        if (at?.CareLevel is { } level)
            yield return new(Level.UnitLevel, level.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (at?.UnitType is { Length: > 0 } type)
            yield return new(Level.UnitType, type);
        if (at?.Rural is { } rural)
            yield return new(Level.Rural, rural ? "rural" : "urban");
    }

    public bool Has(FacilityVersion at) => Level switch
    {
        Level.Nation => true,
        Level.State => at.State == Code,
        Level.Facility => at.Code == Code,
        _ => Of(at.State, at).Contains(this),
    };
}
