using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>Writes down what a prescription owes, beside the change that makes it owe more or less.</summary>
internal static class KeepOwed
{
    /// <summary>Of one that is being recorded.</summary>
    public static void Add(DispensingDb db, Prescription row, IReadOnlyList<PrescriptionLine> lines)
    {
        var owed = Owed(row, lines);
        row.Owed = owed.Sum(x => (long)x.Owed);
        db.OwedPieces.AddRange(owed);
    }

    /// <summary>Of one that has changed.</summary>
    public static async Task Set(DispensingDb db, Prescription row, CancellationToken ct) =>
        Set(db, row, await db.OwedPieces.Where(x => x.Prescription == row.Id).ToListAsync(ct));

    /// <param name="stored">What was written down of it.</param>
    public static void Set(DispensingDb db, Prescription row, IReadOnlyCollection<OwedPieces> stored)
    {
        var owed = Owed(row, row.ReadLines());
        row.Owed = owed.Sum(x => (long)x.Owed);
        var before = stored.ToDictionary(x => x.Line);
        foreach (var now in owed)
            if (before.Remove(now.Line, out var line))
                (line.Owed, line.PresentedAt, line.Facility, line.State) = (now.Owed, now.PresentedAt, now.Facility, now.State);
            else
                db.OwedPieces.Add(now);
        db.OwedPieces.RemoveRange(before.Values);
    }

    // Nobody hands over pieces of one that is held or void.
    private static List<OwedPieces> Owed(Prescription row, IReadOnlyList<PrescriptionLine> lines) =>
        row.Status != PrescriptionStatus.Recorded ? []
        : Filling.Owed(lines, row.ReadDeliveries()).Where(x => x.Owed > 0).Join(lines, x => x.Line, x => x.Line, (owed, line) =>
            new OwedPieces
            {
                Prescription = row.Id, Line = line.Line, Clave = line.Clave, Owed = owed.Owed, PresentedAt = row.PresentedAt,
                StatedFacility = row.StatedFacility, Facility = row.Facility, State = row.State,
            }).ToList();
}
