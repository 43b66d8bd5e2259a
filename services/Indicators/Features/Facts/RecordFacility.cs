using Supply.Contracts.Catalog;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>
/// Facilities are facts of the log too, so that a figure can be made again with what was known then. The figures read these
/// rows, not the shared copy of the catalogue, because they change together with the log.
/// </summary>
public sealed class RecordFacility(IndicatorsDb db) : IHandleGroup<FacilityPublished>
{
    private readonly IncomingFacts incoming = new(db, DocumentKind.Facility);

    public Task Load(IReadOnlyList<FacilityPublished> group, CancellationToken ct) =>
        incoming.Load(group.Select(x => (x.Code, x.Version)), ct);

    public Task Handle(FacilityPublished message, CancellationToken ct)
    {
        incoming.Add(message.Code, message.Code, message.State, message);
        return Task.CompletedTask;
    }

    public static FacilityVersionRow RowOf(FacilityPublished x) => new()
    {
        Code = x.Code, Version = x.Version, ValidFrom = x.ValidFrom, State = ReferenceLookup.StateOf(x.Code, x.State), Kind = x.Kind,
            CareLevel = x.CareLevel,
        UnitType = x.UnitType, Rural = x.Rural, OpensOn = x.OpensOn, ClosesOn = x.ClosesOn,
        OpenWeekdays = x.OpenWeekdays is { } days ? Weekdays.Of(days)?.Text : null,
    };
}
