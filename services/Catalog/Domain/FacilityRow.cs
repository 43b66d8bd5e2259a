namespace Supply.Catalog.Domain;

/// <summary>
/// What one row of a list says of a facility; null: it says nothing, by an absent column or an empty cell, and what is stored stays.
/// </summary>
/// <param name="Kind">Null where the list has no column that tells.</param>
/// <param name="Open">What the operating status says, which outranks a closing date.</param>
/// <param name="Buyer">The code of the buyer that the list names.</param>
public sealed record FacilityRow(
    FacilityCode Code, string? Name = null, string? Kind = null, string? Municipality = null, int? CareLevel = null,
        string? UnitType = null, bool? Rural = null,
    decimal? Latitude = null, decimal? Longitude = null, DateOnly? OpensOn = null, bool? Open = null, DateOnly? ClosesOn = null,
    FacilityCode? Predecessor = null, string? Buyer = null, Weekdays? OpenWeekdays = null)
{
    /// <summary>
    /// A zone that a person corrected stays until the municipality changes; a closing that is still ahead stays although the list says
    /// open.
    /// Refuses with <c>facility.no-name</c> where the facility is new and the row does not name it.
    /// </summary>
    /// <param name="today">The date at the facility.</param>
    /// <param name="stateBuyer">Who buys for the entity, where somebody does.</param>
    public Outcome<FacilityContent> Over(FacilityContent? stored, DateOnly today, string? stateBuyer)
    {
        if ((Name ?? stored?.Name) is not { } name)
            return Refusals.RowWithoutName(Code);
        var municipality = Municipality ?? stored?.Municipality;
        return new FacilityContent(
            name, Kind ?? stored?.Kind ?? FacilityKinds.Unclassified,
            stored is not null && Texts.Fold(municipality) == Texts.Fold(stored.Municipality) ? stored.TimeZone
                : Zones.Of(Code.State.Code, municipality),
            municipality, CareLevel ?? stored?.CareLevel, UnitType ?? stored?.UnitType, Rural ?? stored?.Rural,
            Latitude ?? stored?.Latitude, Longitude ?? stored?.Longitude, OpensOn ?? stored?.OpensOn,
            Open switch { true => stored?.ClosesOn > today ? stored.ClosesOn : null, false => ClosesOn, null => stored?.ClosesOn },
            Buyer ?? stored?.Buyer ?? stateBuyer, OpenWeekdays ?? stored?.OpenWeekdays).Checked(today, stored);
    }
}
