using Microsoft.EntityFrameworkCore;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>
/// Judges many documents at once, and changes the figures by what each counts now less what it counted before, in the present
/// transaction. The log is locked.
/// </summary>
internal sealed class CountDocuments(IndicatorsDb db, FacilitiesInUse places, DateOnly today)
{
    private readonly FigureChanges figures = new(db, places, today);

    /// <summary>Counts those of the rows, which are new in the log, that are the newest version of their document.</summary>
    /// <returns>What cannot be counted, and why; null: what could not can be now.</returns>
    public async Task<List<(string Item, Exception? Failure)>> Newest(IReadOnlyList<FactLogRow> rows, CancellationToken ct)
    {
        var documents = rows.Where(x => DocumentKind.IsCounted(x.Kind)).ToList();
        if (documents.Count == 0)
            return [];
        var stated = documents.Select(x => x.Facility).Distinct().ToList();
        var current = await db.FacilityCodes.AsNoTracking().Where(x => stated.Contains(x.Stated))
            .ToDictionaryAsync(x => x.Stated, x => x.Current, StringComparer.Ordinal, ct);
        return await Again([.. documents.GroupBy(x => (x.Kind, x.DocumentId)).Select(x => x.MaxBy(y => y.Version)!)
            .Select(x => (x, current.GetValueOrDefault(x.Facility, x.Facility)))], ct);
    }

    /// <summary>Judges documents of the log, each as one of the facility; an older version than was counted is passed over.</summary>
    /// <returns>What cannot be counted, and why; null: what could not can be now.</returns>
    public async Task<List<(string Item, Exception? Failure)>> Again(IReadOnlyList<(FactLogRow Row, string Facility)> rows,
        CancellationToken ct)
    {
        var known = await db.Documents.WithKeys(x => new { x.Kind, x.DocumentId }, rows.Select(x => new { x.Row.Kind, x.Row.DocumentId }))
            .ToDictionaryAsync(x => (x.Kind, x.DocumentId), ct);
        var newest = rows.Where(x => !(known.GetValueOrDefault((x.Row.Kind, x.Row.DocumentId))?.Version > x.Row.Version)).ToList();
        var failures = new Dictionary<(string Kind, string Id), Exception>();
        var bodies = newest.Select(x => LogReader.TryRead(x.Row, e => failures[(x.Row.Kind, x.Row.DocumentId)] = e)).ToList();
        await NoteClaves(bodies.OfType<SupplyOrderChanged>().ToList(), ct);
        var reference = await ReferenceLookup.Load(db, newest.Select(x => x.Facility), bodies.OfType<SupplyOrderChanged>()
            .SelectMany(x => x.Lines).Select(x => x.Clave), ct);
        foreach (var ((row, facility), body) in newest.Zip(bodies))
        {
            // One with a date that can be in no figure is judged when its date can be.
            var judged = body is null || !CountedDates.IsCounted(row.LocalDate, today) ? Judgement.None
                : LogReader.TryJudge(body, reference.Facility(facility)?.On(row.LocalDate), reference.ClassOf,
                    e => failures[(row.Kind, row.DocumentId)] = e);
            Put(known.GetValueOrDefault((row.Kind, row.DocumentId)), row, facility, judged);
        }
        await figures.Save(ct);
        return [.. await NoteUncounted(newest.ConvertAll(x => x.Row), failures, ct), .. figures.SetAside];
    }

    private void Put(DocumentFact? fact, FactLogRow row, string facility, Judgement judged)
    {
        var (family, state) = (DocumentKind.FamilyOf(row.Kind), ReferenceLookup.StateOf(facility, row.State));
        if (fact is null)
            db.Documents.Add(fact = new DocumentFact { Kind = row.Kind, DocumentId = row.DocumentId });
        else
        {
            figures.Add(family, fact.Facility, fact.State, fact.LocalDate, Counts.Zero.Minus(fact.Counts));
            figures.AddParts(family, fact.LocalDate, fact.Parts ?? PartCounts.None, -1);
        }
        figures.Add(family, facility, state, row.LocalDate, judged.Counts);
        figures.AddParts(family, row.LocalDate, judged.Parts, 1);
        (fact.Version, fact.StatedFacility, fact.Facility, fact.State, fact.LocalDate) =
            (row.Version, row.Facility, facility, state, row.LocalDate);
        (fact.Outcome, fact.Counts, fact.Parts) = (judged.Outcome, judged.Counts, judged.Parts);
    }

    private async Task NoteClaves(List<SupplyOrderChanged> orders, CancellationToken ct)
    {
        var named = orders.SelectMany(x => x.Lines.Select(y => new { y.Clave, DocumentId = x.Id.ToString() })).ToHashSet();
        if (named.Count == 0)
            return;
        await foreach (var x in db.OrderClaves.WithKeys(x => new { x.Clave, x.DocumentId }, named).AsNoTracking().AsAsyncEnumerable()
            .WithCancellation(ct))
            named.Remove(new { x.Clave, x.DocumentId });
        db.OrderClaves.AddRange(named.Select(x => new OrderClave { Clave = x.Clave, DocumentId = x.DocumentId }));
    }

    private async Task<List<(string Item, Exception? Failure)>> NoteUncounted(List<FactLogRow> rows,
        Dictionary<(string Kind, string Id), Exception> failures, CancellationToken ct)
    {
        List<(string, Exception?)> changed = [.. failures.Select(x => ($"{x.Key.Kind} {x.Key.Id}", (Exception?)x.Value))];
        var known = await db.Uncounted.WithKeys(x => new { x.Kind, x.Item }, rows.Select(x => new { x.Kind, Item = x.DocumentId }))
            .ToDictionaryAsync(x => (x.Kind, x.Item), ct);
        foreach (var row in rows)
        {
            var item = known.GetValueOrDefault((row.Kind, row.DocumentId));
            if (failures.TryGetValue((row.Kind, row.DocumentId), out var e))
            {
                if (item is null)
                    db.Uncounted.Add(item = new UncountedItem { Kind = row.Kind, Item = row.DocumentId, Reason = "" });
                item.Because(row.Version, byDate: false, e.Message, db.Origin.Clock.Now());
            }
            else if (item is not null && (!item.ByDate || CountedDates.IsCounted(row.LocalDate, today)))
            {
                db.Uncounted.Remove(item);
                changed.Add(($"{row.Kind} {row.DocumentId}", null));
            }
        }
        return changed;
    }
}
