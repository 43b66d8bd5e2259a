using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>
/// The facilities that can have to report, read again whenever the log has told of facilities or of their codes since: what
/// a code means, and whether it is a hospital's, may change while figures are being made.
/// </summary>
internal sealed class FacilitiesInUse(IndicatorsDb db)
{
    private FacilityDirectory? known;
    private long position; // of the log, that they have

    /// <summary>What was read in a transaction that failed is not known.</summary>
    public void Forget() => known = null;

    /// <summary>As they are now, and where the log is locked, as they are until the transaction ends.</summary>
    public async Task<FacilityDirectory> Read(CancellationToken ct)
    {
        var last = await db.LogHeads.AsNoTracking().Select(x => x.Last).SingleAsync(ct);
        if (known is null || (last > position && await db.Log.AnyAsync(x => x.Sequence > position
            && (x.Kind == DocumentKind.Facility || x.Kind == DocumentKind.Code), ct)))
            known = new((await Refresh.InUse(db).AsNoTracking().ToListAsync(ct)).Select(x => x.ToVersion()));
        position = last;
        return known;
    }
}
