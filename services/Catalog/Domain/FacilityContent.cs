namespace Supply.Catalog.Domain;

/// <summary>What one version says of a facility, predecessors aside.</summary>
/// <param name="CareLevel">1, 2, 3 or unknown.</param>
/// <param name="Latitude">Degrees, 6 decimals.</param>
/// <param name="OpensOn">Null: since before records.</param>
/// <param name="ClosesOn">The last day on which it is open; null: none known.</param>
/// <param name="OpenWeekdays">On which it attends; null: every day.</param>
public sealed record FacilityContent(
    string Name, string Kind, string TimeZone, string? Municipality = null, int? CareLevel = null, string? UnitType = null,
        bool? Rural = null,
    decimal? Latitude = null, decimal? Longitude = null, DateOnly? OpensOn = null, DateOnly? ClosesOn = null, string? Buyer = null,
    Weekdays? OpenWeekdays = null)
{
    /// <summary>Refuses with <c>facility.date</c> what no facility can mean, and <c>facility.closes-before-opening</c>.</summary>
    /// <param name="before">What is stored: a date that it has already may stay.</param>
    public Outcome<FacilityContent> Checked(DateOnly today, FacilityContent? before = null)
    {
        if (OpensOn is { } opens && opens != before?.OpensOn && DateRules.Opening(opens, today, "opensOn") is { } early)
            return early;
        if (ClosesOn is { } closes && closes != before?.ClosesOn && DateRules.Validity(closes, today, "closesOn") is { } late)
            return late;
        return ClosesOn < OpensOn
            ? Refusals.ClosesBeforeOpening()
            : this;
    }
}
