using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>
/// Facilities are facts of the log too, so that a figure can be made again with what was known then. The figures read these
/// rows, not the shared copy of the catalogue, because they change together with the log.
/// </summary>
public sealed class RecordPlace(IndicatorsDb db) : IHandle<FacilityPublished>
{
    public async Task Handle(FacilityPublished message, CancellationToken ct)
    {
        await db.Alone(ct);
        var versions = await db.PlaceVersions.AsNoTracking().Where(x => x.Code == message.Code).ToListAsync(ct);
        if (versions.Exists(x => x.Version == message.Version))
            return;
        await db.Append(FactKind.Facility, message.Code, message.Code, message.State, message, ct);
        var row = RowOf(message);
        db.PlaceVersions.Add(row);
        // A new name or telephone changes no figure; a new kind, class, date of opening or closing does.
        if (versions.MaxBy(x => x.Version) is not { } last || last.Version > row.Version || !row.ToPlace().CountsAs(last.ToPlace() with { ValidFrom = row.ValidFrom }))
            await db.Pend(FactKind.Facility, message.Code, ct);
    }

    public static PlaceRow RowOf(FacilityPublished x) => new()
    {
        Code = x.Code, Version = x.Version, ValidFrom = x.ValidFrom, State = Facts.StateOf(x.Code, x.State), Kind = x.Kind, CareLevel = x.CareLevel,
        UnitType = x.UnitType, Rural = x.Rural, OpensOn = x.OpensOn, ClosesOn = x.ClosesOn,
    };
}
