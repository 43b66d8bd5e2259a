using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>Keeps the monthly facts equal to what the newest version of each prescription says.</summary>
public sealed class CountPrescription(PlanningDb db, TimeProvider clock) : IHandle<PrescriptionChanged>
{
    private readonly ConsumptionTurn turn = new(db);

    public async Task Handle(PrescriptionChanged message, CancellationToken ct)
    {
        if (message.Deliveries?.FirstOrDefault(x => !DateRules.IsPossible(x.LocalDate, clock.Now())) is { } impossible)
            throw new ImpossibleFactException($"A delivery of it is dated {impossible.LocalDate:yyyy-MM-dd}.");
        await turn.Take(ct);
        var document = await db.Documents.SingleOrDefaultAsync(x => x.Id == message.Id, ct);
        if (document is null)
            db.Documents.Add(document = new CountedDocument { Id = message.Id });
        else if (document.Version >= message.Version)
            return;
        var before = document.Contribution.Length > 0 ? MessageJson.Read<Contribution>(document.Contribution) : Contribution.Nothing;
        var after = Consumption.Of(message);
        (document.Version, document.Contribution) = (message.Version, MessageJson.Write(after));

        if ((before.Facility, before.Reported) != (after.Facility, after.Reported))
        {
            await Report(before, -1, ct);
            await Report(after, 1, ct);
        }
        foreach (var facility in Consumption.Between(before, after).GroupBy(x => x.Facility))
            await Apply(facility.Key, [.. facility], ct);
    }

    private async Task Report(Contribution of, int more, CancellationToken ct)
    {
        if (of.Reported is not { } month)
            return;
        var row = await FacilityMonths.Of(db, of.Facility, month, ct);
        row.Prescriptions += more;
        row.Version++;
    }

    private async Task Apply(string facility, List<PairDifference> differences, CancellationToken ct)
    {
        var (claves, months) = (differences.Select(x => x.Clave).Distinct().ToArray(), differences.Select(x => x.Month).Distinct()
            .ToArray());
        var rows = await db.PairMonths.Where(x => x.Facility == facility && claves.Contains(x.Clave) && months.Contains(x.Month))
            .ToDictionaryAsync(x => (x.Clave, x.Month), ct);
        var current = (await db.Resolve(FacilityCode.Stored(facility), ct)).Value;
        foreach (var difference in differences)
        {
            if (!rows.TryGetValue((difference.Clave, difference.Month), out var row))
                db.PairMonths.Add(row = new PairMonth
                {
                    Facility = facility, CurrentFacility = current, Clave = difference.Clave, Month = difference.Month,
                });
            Add(row, difference);
            if (row.Documents == 0)
                db.PairMonths.Remove(row);
        }
    }

    private static void Add(PairMonth row, PairDifference difference)
    {
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
    }
}
