using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>Keeps what each document counts, and the sums of facilities and days, in the present transaction.</summary>
internal sealed class DocumentTallies(IndicatorsDb db)
{
    /// <summary>A version of a document, where and when it is counted.</summary>
    public sealed record Counted(string Kind, string Id, int Version, string StatedFacility, string Facility, string State, DateOnly Date);

    /// <summary>The tallies change by what the document counts now less what it counted before.</summary>
    public async Task Put(Counted x, Judgement judged, CancellationToken ct)
    {
        var family = x.Kind == DocumentKind.Order ? Family.Orders : Family.Prescriptions;
        var fact = await db.Documents.SingleOrDefaultAsync(y => y.Kind == x.Kind && y.DocumentId == x.Id, ct);
        if (fact is null)
            db.Documents.Add(fact = new DocumentFact { Kind = x.Kind, DocumentId = x.Id });
        else
            await Add(family, fact.Facility, fact.State, fact.LocalDate, Counts.Zero.Minus(fact.Counts), ct);
        await Add(family, x.Facility, x.State, x.Date, judged.Counts, ct);
        (fact.Version, fact.StatedFacility, fact.Facility, fact.State, fact.LocalDate) =
            (x.Version, x.StatedFacility, x.Facility, x.State, x.Date);
        (fact.Outcome, fact.Counts) = (judged.Outcome, judged.Counts);
    }

    /// <summary>Judges a document of the log again, as one of this facility.</summary>
    public async Task JudgeAgain(FactLogRow row, string facility, CancellationToken ct)
    {
        var reference = new ReferenceLookup(db);
        var classOf = row.Kind == DocumentKind.Order
            ? await reference.Classes(await db.OrderClaves.Where(x => x.DocumentId == row.DocumentId).Select(x => x.Clave)
                .ToListAsync(ct), ct)
            : ReferenceLookup.ClassOf;
        var judged = LogReader.Judge(row, await reference.Facility(facility, row.LocalDate, ct), classOf, out var failure);
        var state = ReferenceLookup.StateOf(facility, row.State);
        await Put(new(row.Kind, row.DocumentId, row.Version, row.Facility, facility, state, row.LocalDate), judged, ct);
        if (failure is not null)
            await UncountedItems.Add(db, row.Kind, row.DocumentId, row.Version, byDate: false, failure.Message, ct);
        else if (await db.Uncounted.FindAsync([row.Kind, row.DocumentId], ct) is { ByDate: false } before)
            db.Uncounted.Remove(before);
    }

    private async Task Add(Family family, string facility, string state, DateOnly date, Counts difference, CancellationToken ct)
    {
        if (await db.FacilityDays.FindAsync([family, facility, date], ct) is not { } day)
            db.FacilityDays.Add(day = new FacilityDay { Family = family, Facility = facility, Date = date, State = state });
        day.Counts = day.Counts.Plus(difference);
        day.Changes++;
        // Written even where it was read as true: the job may be clearing it.
        var entry = db.Entry(day);
        entry.Property(x => x.Dirty).CurrentValue = true;
        if (entry.State != EntityState.Added)
            entry.Property(x => x.Dirty).IsModified = true;
    }
}
