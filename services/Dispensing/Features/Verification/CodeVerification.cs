using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Verification;

/// <summary>The catalogue has told of a code: prescriptions that waited for it are told again, with one unknown code fewer.</summary>
public static class CodeVerification
{
    /// <summary>One transaction's share.</summary>
    public const int Limit = 500;

    /// <returns>How many were told again; at <see cref="Limit"/> there may be more.</returns>
    public static async Task<int> Verify(DispensingDb db, string code, CancellationToken ct)
    {
        var waiting = await db.UnknownCodes.Where(x => x.Code == code).OrderBy(x => x.Prescription).Take(Limit).ToListAsync(ct);
        if (waiting.Count == 0)
            return 0;
        db.UnknownCodes.RemoveRange(waiting);
        Guid[] ids = [.. waiting.Select(x => x.Prescription)];
        var now = db.Origin.Clock.Now();
        foreach (var row in await db.Prescriptions.Where(x => ids.Contains(x.Id)).ToListAsync(ct))
        {
            row.SetUnknown([.. row.ReadUnknown().Where(x => x != code)]);
            row.Change(now);
            var current = row.Facility == code
                ? await db.Resolve(FacilityCode.Stored(row.StatedFacility), ct) : FacilityCode.Stored(row.Facility);
            if (current.Value != row.Facility)
                await Duplicates.Move(db, row, () => (row.Facility, row.State) = (current.Value, current.State.Code), ct);
            row.Publish(db);
        }
        return waiting.Count;
    }
}
