using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Dispensing.Features.CodeChanges;

/// <summary>Prescriptions of a code that means another facility now: they are that facility's, its duplicates included.</summary>
public sealed class FollowPrescriptions(DispensingDb db) : IFollowCodeChange
{
    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        var rows = await db.Prescriptions.Where(x => x.StatedFacility == stated.Value && x.Facility != current.Value)
            .OrderBy(x => x.Facility).ThenBy(x => x.Id).Take(atMost).ToListAsync(ct);
        foreach (var row in rows)
            await Move(row, current, ct);
        return rows.Count;
    }

    /// <summary>Tells a new version only where others would see another prescription than before.</summary>
    private async Task Move(Prescription row, FacilityCode current, CancellationToken ct)
    {
        var now = db.Origin.Clock.Now();
        var before = row.Facility;
        var (unknown, duplicate) = (row.ReadUnknown(), row.DuplicateSince is not null);
        await Duplicates.Move(db, row, () => (row.Facility, row.State) = (current.Value, current.State.Code), ct);
        string[] left = [.. unknown.Where(x => x != before && x != current.Value)];
        if (await db.Facility(current, ct) is null)
            left = [current.Value, .. left];
        var changed = !left.AsSpan().SequenceEqual([.. unknown]);
        if (changed)
            await SetUnknown(row, unknown, left, ct);
        var toldWell = row.ToldFacility is null || await db.Resolve(FacilityCode.Stored(row.ToldFacility), ct) == current;
        if (!changed && toldWell && duplicate == row.DuplicateSince is not null)
            return;
        row.Change(now);
        row.Publish(db);
    }

    /// <summary>The codes that the catalogue has yet to tell of.</summary>
    private async Task SetUnknown(Prescription row, IReadOnlyList<string> before, string[] now, CancellationToken ct)
    {
        row.SetUnknown(now);
        if (row.Status == PrescriptionStatus.Voided && row.ToldFacility is null)
            return;
        foreach (var code in before.Except(now))
            if (await db.UnknownCodes.FindAsync([code, row.Id], ct) is { } known)
                db.UnknownCodes.Remove(known);
        foreach (var code in now.Except(before))
            if (await db.UnknownCodes.FindAsync([code, row.Id], ct) is null)
                db.UnknownCodes.Add(new UnknownCode { Code = code, Prescription = row.Id });
    }
}
