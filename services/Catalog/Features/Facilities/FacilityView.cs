using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Facilities;

/// <param name="ValidFrom">A fact of this date or later sees this version; a first version is valid since ever.</param>
/// <param name="CareLevel">1, 2, 3 or unknown.</param>
/// <param name="OpensOn">Null: since before records.</param>
/// <param name="ClosesOn">The last day on which it is open.</param>
/// <param name="OpenWeekdays">The days of the week on which it attends, 1 (Monday) to 7 (Sunday); null: every day.</param>
/// <param name="Predecessors">Codes that it had before; they are accepted wherever its code is.</param>
public sealed record FacilityView(
    string Code, int Version, DateOnly ValidFrom, string Name, string State, string? Municipality,
    [OneOf(typeof(FacilityKinds))] string Kind, int? CareLevel,
        string? UnitType, bool? Rural,
    decimal? Latitude, decimal? Longitude, string TimeZone, DateOnly? OpensOn, DateOnly? ClosesOn, IReadOnlyList<string> Predecessors,
        string? Buyer, IReadOnlyList<int>? OpenWeekdays = null) : IVersioned
{
    public static FacilityView Of(Facility x) => new(
        x.Code, x.Version, x.ValidFrom, x.Name, x.State, x.Municipality, x.Kind, x.CareLevel, x.UnitType, x.Rural,
        FacilityCells.Plain(x.Latitude), FacilityCells.Plain(x.Longitude), x.TimeZone, x.OpensOn, x.ClosesOn, x.Formerly, x.Buyer,
        Weekdays.Stored(x.OpenWeekdays) is { } days ? [.. days.Numbers] : null);
}
