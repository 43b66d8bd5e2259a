using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>Keeps the monthly facts equal to what the newest version of each prescription says.</summary>
public sealed class CountPrescription(PlanningDb db, TimeProvider clock) : IHandleGroup<PrescriptionChanged>
{
    private readonly ConsumptionLock consumption = new(db);
    private readonly Dictionary<(string Facility, string Clave, int Month), PairMonth> pairs = [];
    private readonly Dictionary<(string Facility, int Month), FacilityMonth> months = [];
    private readonly Dictionary<Guid, CountedDocument> documents = [];
    private IReadOnlyDictionary<string, string> current = new Dictionary<string, string>();

    public async Task Load(IReadOnlyList<PrescriptionChanged> group, CancellationToken ct)
    {
        await consumption.Take(ct);
        var ids = group.Select(x => x.Id).Distinct().ToList();
        await foreach (var document in db.Documents.Where(x => ids.Contains(x.Id)).AsAsyncEnumerable().WithCancellation(ct))
            documents[document.Id] = document;
        List<Contribution> all = [.. documents.Values.Select(Before), .. group.Select(Consumption.Of)];
        current = await db.Resolve(all.Select(x => x.Facility).Where(x => x.Length > 0).Distinct(), ct);
        var reported = all.Where(x => x.Reported is not null).Select(x => new { x.Facility, Month = x.Reported!.Value });
        await foreach (var row in db.FacilityMonths.WithKeys(x => new { x.Facility, x.Month }, reported).AsAsyncEnumerable()
            .WithCancellation(ct))
            months[(row.Facility, row.Month)] = row;
        var used = all.SelectMany(x => x.Shares.Select(y => new { x.Facility, y.Clave, Month = Consumption.Key(y.Date) }));
        await foreach (var row in db.PairMonths.WithKeys(x => new { x.Facility, x.Clave, x.Month }, used).AsAsyncEnumerable()
            .WithCancellation(ct))
            pairs[(row.Facility, row.Clave, row.Month)] = row;
    }

    public Task Handle(PrescriptionChanged message, CancellationToken ct)
    {
        if (message.Deliveries?.FirstOrDefault(x => !DateRules.IsPossible(x.LocalDate, clock.Now())) is { } impossible)
            throw new ImpossibleFactException($"A delivery of it is dated {impossible.LocalDate:yyyy-MM-dd}.");
        if (!documents.TryGetValue(message.Id, out var document))
            documents[message.Id] = db.Documents.Add(document = new CountedDocument { Id = message.Id }).Entity;
        else if (document.Version >= message.Version)
            return Task.CompletedTask;
        var (before, after) = (Before(document), Consumption.Of(message));
        (document.Version, document.Contribution) = (message.Version, MessageJson.Write(after));

        if ((before.Facility, before.Reported) != (after.Facility, after.Reported))
        {
            Report(before, -1);
            Report(after, 1);
        }
        foreach (var difference in Consumption.Between(before, after))
            Add(difference);
        return Task.CompletedTask;
    }

    private static Contribution Before(CountedDocument document) =>
        document.Contribution.Length > 0 ? MessageJson.Read<Contribution>(document.Contribution) : Contribution.Nothing;

    private void Report(Contribution of, int more)
    {
        if (of.Reported is not { } month)
            return;
        if (!months.TryGetValue((of.Facility, month), out var row))
            months[(of.Facility, month)] = db.FacilityMonths.Add(row = new FacilityMonth
            {
                Facility = of.Facility, CurrentFacility = current[of.Facility], Month = month,
            }).Entity;
        row.Prescriptions += more;
        row.Version++;
    }

    private void Add(PairDifference difference)
    {
        var key = (difference.Facility, difference.Clave, difference.Month);
        if (!pairs.TryGetValue(key, out var row))
            pairs[key] = db.PairMonths.Add(row = new PairMonth
            {
                Facility = difference.Facility, CurrentFacility = current[difference.Facility], Clave = difference.Clave,
                Month = difference.Month,
            }).Entity;
        var days = row.Days.Length > 0 ? MessageJson.Read<SortedDictionary<int, long>>(row.Days) : [];
        foreach (var (day, pieces) in difference.Days)
        {
            days[day] = days.GetValueOrDefault(day) + pieces;
            if (days[day] == 0)
                days.Remove(day);
        }
        (row.Days, row.DispensedDays, row.Dispensed) = (MessageJson.Write(days), DayMask.Of(days.Keys), days.Values.Sum());
        row.Prescribed += difference.Prescribed;
        row.Documents += difference.Documents;
        row.Version++;
        // Another document of the group may need the row that the last one left.
        if (row.Documents == 0)
            db.PairMonths.Remove(row);
        else if (db.Entry(row) is { State: EntityState.Deleted } left)
            left.State = EntityState.Modified;
        else if (db.Entry(row) is { State: EntityState.Detached } dropped)
            dropped.State = EntityState.Added;
    }
}
