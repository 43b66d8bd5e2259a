namespace Supply.Indicators.Domain;

/// <summary>What a figure speaks of: the nation, a state, a class of units, one facility, a clave, a supplier.</summary>
public readonly record struct Group(Dimension Level, string Code)
{
    public static readonly Group Nation = new(Dimension.Nation, "MX");

    public static Group Facility(string code) => new(Dimension.Facility, code);

    public static Group Of(ProductClass x) => new(Dimension.ProductClass, Dimensions.NameOf(x));

    /// <summary>Those above a facility. Of one that the catalogue has not told of only its state is known.</summary>
    public static IEnumerable<Group> Of(string state, FacilityVersion? at)
    {
        yield return Nation;
        if (at is null)
            yield return new(Dimension.State, state);
        else
            foreach (var rule in Dimensions.OfFacilities)
                if (rule.OfFacility!(at) is { } code)
                    yield return new(rule.Dimension, rule.Dimension == Dimension.State ? state : code);
    }

    public bool Has(FacilityVersion at) => Level switch
    {
        Dimension.Nation => true,
        Dimension.State => at.State == Code,
        Dimension.Facility => at.Code == Code,
        _ => Of(at.State, at).Contains(this),
    };
}
