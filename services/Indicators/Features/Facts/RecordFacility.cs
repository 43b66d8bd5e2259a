using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>
/// Facilities are facts of the log too, so that a figure can be made again with what was known then. The figures read these
/// rows, not the shared copy of the catalogue, because they change together with the log.
/// </summary>
public sealed class RecordFacility(IndicatorsDb db) : IHandle<FacilityPublished>
{
    public async Task Handle(FacilityPublished message, CancellationToken ct)
    {
        await new FactLog(db).Lock(ct);
        var versions = await db.FacilityVersions.AsNoTracking().Where(x => x.Code == message.Code).ToListAsync(ct);
        if (versions.Exists(x => x.Version == message.Version))
            return;
        await new FactLog(db).Append(DocumentKind.Facility, message.Code, message.Code, message.State, message, ct);
        var row = RowOf(message);
        db.FacilityVersions.Add(row);
        // A new name or telephone changes no figure; a new kind, class, date of opening or closing does.
        if (versions.MaxBy(x => x.Version) is not { } last || last.Version > row.Version || !row.ToVersion()
            .CountsAs(last.ToVersion() with { ValidFrom = row.ValidFrom }))
            await JudgeAgain.Request(db, DocumentKind.Facility, message.Code, ct);
    }

    public static FacilityVersionRow RowOf(FacilityPublished x) => new()
    {
        Code = x.Code, Version = x.Version, ValidFrom = x.ValidFrom, State = ReferenceLookup.StateOf(x.Code, x.State), Kind = x.Kind,
            CareLevel = x.CareLevel,
        UnitType = x.UnitType, Rural = x.Rural, OpensOn = x.OpensOn, ClosesOn = x.ClosesOn,
    };
}
