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
        await Load(db, [(row.Facility, row.Folio, row.PrescribedOn)], ct);
        Place(db, row);
    }

    /// <summary>Reads the records that have these facilities, folios and dates, for <see cref="Place"/>.</summary>
    public static async Task Load(
        DispensingDb db, IEnumerable<(string Facility, string? Folio, DateOnly PrescribedOn)> places, CancellationToken ct)
    {
        var keys = places.Where(x => x.Folio is not null).Select(x => new { x.Facility, x.Folio, x.PrescribedOn }).ToList();
        if (keys.Count > 0)
            await db.Prescriptions.WithKeys(x => new { x.Facility, x.Folio, x.PrescribedOn }, keys).LoadAsync(ct);
    }

    /// <summary>The same for a record whose folio was loaded.</summary>
    public static void Place(DispensingDb db, Prescription row)
    {
        if (row.Folio is null)
            return;
        var others = Others(db, row);
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
        await Load(db, [(row.Facility, row.Folio, row.PrescribedOn)], ct);
        var standing = Others(db, row).Where(x => x.Status != PrescriptionStatus.Voided).ToList();
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
    private static List<Prescription> Others(DispensingDb db, Prescription row)
    {
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
