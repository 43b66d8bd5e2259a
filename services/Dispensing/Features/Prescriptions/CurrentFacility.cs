using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>The facility that a code means now.</summary>
/// <param name="IsKnown">The catalogue has told of it.</param>
internal sealed record CurrentFacility(FacilityCode Code, string TimeZone, bool IsKnown)
{
    /// <summary>Of each code, by one statement.</summary>
    public static async Task<IReadOnlyDictionary<string, CurrentFacility>> Of(
        DispensingDb db, IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var latest = db.Facilities.Where(x => x.Latest);
        var replaced = db.Predecessors.Where(x => codes.Contains(x.Code)).LeftJoin(
            latest, x => x.Current, x => x.Code, (old, now) => new { old.Code, old.Current, TimeZone = (string?)now!.TimeZone });
        var known = latest.Where(x => codes.Contains(x.Code)).Select(x => new { x.Code, Current = x.Code, TimeZone = (string?)x.TimeZone });
        var found = (await replaced.Concat(known).ToListAsync(ct)).ToLookup(x => x.Code, StringComparer.Ordinal);
        return codes.Distinct(StringComparer.Ordinal).ToDictionary(x => x, code =>
        {
            var row = found[code].OrderBy(x => x.Current == code).FirstOrDefault(); // one that was replaced may be in the catalogue too
            var current = FacilityCode.Stored(row?.Current ?? code);
            return new CurrentFacility(current, row?.TimeZone ?? Zones.Of(current.State.Code), row?.TimeZone is not null);
        }, StringComparer.Ordinal);
    }
}
