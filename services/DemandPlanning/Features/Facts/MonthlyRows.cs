using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Facts;

/// <summary>
/// The monthly rows that a group of documents changes, locked in the order of their keys: two copies of the service that count
/// groups of documents of the same months wait for each other, and never in a circle.
/// </summary>
internal sealed class MonthlyRows
{
    private readonly PlanningDb db;
    private readonly Dictionary<(string Facility, int Month), FacilityMonth> facilities = [];
    private readonly Dictionary<(string Facility, string Clave, int Month), Pair> pairs = [];
    private IReadOnlyDictionary<string, string> current = new Dictionary<string, string>();

    private MonthlyRows(PlanningDb db) => this.db = db;

    private sealed class Pair(PairMonth row, bool isStored)
    {
        public PairMonth Row { get; } = row;
        public bool IsStored { get; } = isStored;
        public bool HasChanged { get; set; }

        public SortedDictionary<int, long> Days { get; } =
            row.Days.Length > 0 ? MessageJson.Read<SortedDictionary<int, long>>(row.Days) : [];
    }

    public static async Task<MonthlyRows> Lock(PlanningDb db, IReadOnlyCollection<(string Facility, int Month)> reported,
        IReadOnlyCollection<(string Facility, string Clave, int Month)> used, CancellationToken ct)
    {
        var rows = new MonthlyRows(db)
        {
            current = await db.Resolve(reported.Select(x => x.Facility).Concat(used.Select(x => x.Facility)), ct),
        };
        if (reported.Count > 0)
            await foreach (var row in db.FacilityMonths.LockWithKeys(x => new { x.Facility, x.Month },
                reported.Select(x => new { x.Facility, x.Month })).AsAsyncEnumerable().WithCancellation(ct))
                rows.facilities[(row.Facility, row.Month)] = row;
        if (used.Count > 0)
            await foreach (var row in db.PairMonths.LockWithKeys(x => new { x.Facility, x.Clave, x.Month },
                used.Select(x => new { x.Facility, x.Clave, x.Month })).AsAsyncEnumerable().WithCancellation(ct))
                rows.pairs[(row.Facility, row.Clave, row.Month)] = new Pair(row, isStored: true);
        return rows;
    }

    /// <summary>The row of a month that was named when the rows were locked, made when it is the first that is heard of it.</summary>
    public FacilityMonth Month(string facility, int month)
    {
        if (!facilities.TryGetValue((facility, month), out var row))
            facilities[(facility, month)] = db.FacilityMonths.Add(row = new FacilityMonth
            {
                Facility = facility, CurrentFacility = current[facility], Month = month,
            }).Entity;
        row.Version++;
        return row;
    }

    public void Add(PairDifference difference)
    {
        var key = (difference.Facility, difference.Clave, difference.Month);
        if (!pairs.TryGetValue(key, out var pair))
            pairs[key] = pair = new Pair(
                new PairMonth
                {
                    Facility = difference.Facility, CurrentFacility = current[difference.Facility], Clave = difference.Clave,
                    Month = difference.Month,
                }, isStored: false);
        foreach (var (day, pieces) in difference.Days)
            pair.Days[day] = pair.Days.GetValueOrDefault(day) + pieces;
        pair.Row.Prescribed += difference.Prescribed;
        pair.Row.Documents += difference.Documents;
        pair.HasChanged = true;
    }

    /// <summary>
    /// Once, after the last document: what they leave together is stored, or goes where none names the pair any more. What two copies may
    /// both add they add in one order: what the context has, then pairs.
    /// </summary>
    public async Task Complete(CancellationToken ct)
    {
        var (added, changed) = (new List<PairMonth>(), new List<PairMonth>());
        foreach (var pair in pairs.Values.Where(x => x.HasChanged))
        {
            var row = pair.Row;
            foreach (var day in pair.Days.Where(x => x.Value == 0).Select(x => x.Key).ToList())
                pair.Days.Remove(day);
            (row.Days, row.DispensedDays, row.Dispensed) =
                (MessageJson.Write(pair.Days), DayMask.Of(pair.Days.Keys), pair.Days.Values.Sum());
            row.Version++;
            if (row.Documents > 0)
                (pair.IsStored ? changed : added).Add(row);
            else if (pair.IsStored)
                db.PairMonths.Remove(row);
        }
        await db.UpdateAll(changed, ct);
        await db.SaveChangesAsync(ct);
        await db.InsertAll(added, ct);
    }
}
