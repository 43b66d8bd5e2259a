using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <inheritdoc cref="KeepItem{TDb}"/>
public sealed class KeepFacility<TDb>(TDb db) : IHandle<FacilityPublished> where TDb : ReferenceDb
{
    public async Task Handle(FacilityPublished message, CancellationToken ct)
    {
        await db.LockByName("facilities", ct); // one for all: a change of code touches several
        var versions = await db.Facilities.Where(x => x.Code == message.Code).ToListAsync(ct);
        if (versions.SingleOrDefault(x => x.Version == message.Version) is { } known)
        {
            known.OpenWeekdays ??= Days(message);
            return;
        }
        versions.Add(db.Facilities.Add(new KnownFacility
        {
            Code = message.Code, Version = message.Version, ValidFrom = message.ValidFrom, Name = message.Name, State = message.State,
            // A zone that this machine does not know would stop every date of the facility.
            TimeZone = Zones.Exists(message.TimeZone) ? message.TimeZone : Zones.Of(message.State, message.Municipality),
            Kind = message.Kind, Municipality = message.Municipality, CareLevel = message.CareLevel, UnitType = message.UnitType,
            Rural = message.Rural, Latitude = message.Latitude, Longitude = message.Longitude,
            OpensOn = message.OpensOn, ClosesOn = message.ClosesOn, Buyer = message.Buyer, OpenWeekdays = Days(message),
        }).Entity);
        var latest = versions.Max(x => x.Version);
        foreach (var version in versions)
            version.Latest = version.Version == latest;
        if (latest == message.Version)
            await PredecessorBook.Keep(db, message, ct);
    }

    // What names no day that can be read is open every day.
    private static string Days(FacilityPublished x) => ((x.OpenWeekdays is { } days ? Weekdays.Of(days) : null) ?? Weekdays.Every).Text;
}
