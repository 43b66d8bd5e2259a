using Supply.Contracts.Catalog;
using Supply.Indicators.Domain;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

/// <summary>Those who act for a place see the documents of it; the others those of the nation.</summary>
internal static class OwnDocuments
{
    /// <summary>What a pharmacy or a warehouse means that names no place.</summary>
    public static Group? PlaceOf(Caller caller) => SeesTheNation(caller) || caller.Places.Count == 0 ? null
        : caller.Places[0] is { Facility: { } facility } ? Group.Facility(facility) : new Group(Dimension.State, caller.Places[0].State!);

    public static Refusal? MaySee(Caller caller, Group group)
    {
        if (SeesTheNation(caller))
            return null;
        return group.Level switch
        {
            Dimension.Facility => caller.MayActFor(FacilityCode.Stored(group.Code), "code"),
            Dimension.State when FederalState.WithCode(group.Code) is { } state =>
                caller.Places.Any(x => x.Facility is null && x.Covers(state)) ? null : Refusals.OwnDocuments(),
            _ => Refusals.OwnDocuments(),
        };
    }

    private static bool SeesTheNation(Caller caller) => caller.Places.Any(x => x.Role is not (Roles.Pharmacy or Roles.Warehouse));
}
