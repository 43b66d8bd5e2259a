using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>Records under different ids with one facility, folio and date: both stand, and people are told.</summary>
public static class Duplicates
{
    /// <summary>Gives the record its place among those with its folio, and marks it and the others where there are any.</summary>
    public static async Task Add(DispensingDb db, Prescription row, CancellationToken ct)
    {
        if (row.Folio is null)
            return;
        var others = await Others(db, row, ct);
        row.FolioUse = others.Count == 0 ? 0 : others.Max(x => x.FolioUse) + 1;
        if (row.Status == PrescriptionStatus.Voided)
            return;
        var standing = others.Where(x => x.Status != PrescriptionStatus.Voided).ToList();
        if (standing.Count == 0)
            return;
        var now = db.Origin.Clock.Now();
        row.DuplicateSince ??= now;
        foreach (var other in standing.Where(x => x.DuplicateSince is null))
        {
            other.DuplicateSince = now;
            other.Change(now);
            other.Publish(db);
        }
    }

    /// <summary>The record is void or has left: one that stands alone now is no duplicate any more.</summary>
    public static async Task Remove(DispensingDb db, Prescription row, CancellationToken ct)
    {
        row.DuplicateSince = null;
        if (row.Folio is null)
            return;
        var standing = (await Others(db, row, ct)).Where(x => x.Status != PrescriptionStatus.Voided).ToList();
        if (standing is not [{ DuplicateSince: not null } last])
            return;
        last.DuplicateSince = null;
        last.Change(db.Origin.Clock.Now());
        last.Publish(db);
    }

    /// <summary>Another facility or another date: it leaves those with its folio and is placed among others.</summary>
    public static async Task Move(DispensingDb db, Prescription row, Action move, CancellationToken ct)
    {
        var since = row.DuplicateSince;
        await Remove(db, row, ct);
        move();
        await Add(db, row, ct);
        if (row.DuplicateSince is not null)
            row.DuplicateSince = since ?? row.DuplicateSince;
    }

    // Those of this transaction are known to the context alone; looking for changes of all its rows at each line of a batch would cost more
    // than the rest.
    private static async Task<List<Prescription>> Others(DispensingDb db, Prescription row, CancellationToken ct)
    {
        await db.Prescriptions.Where(x => x.Facility == row.Facility && x.Folio == row.Folio && x.PrescribedOn == row.PrescribedOn)
            .LoadAsync(ct);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. db.Prescriptions.Local.Where(
                x => x.Id != row.Id && x.Facility == row.Facility && x.Folio == row.Folio && x.PrescribedOn == row.PrescribedOn)];
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }
}
