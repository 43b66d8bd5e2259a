using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Cpm;

/// <summary>Gathers what is known of one facility in the window and applies the rule to each clave prescribed or dispensed there.</summary>
internal static class FacilityCpm
{
    public static async Task<List<CpmValue>> Compute(PlanningDb db, CpmRun run, string facility, CancellationToken ct)
    {
        var last = Consumption.MonthOf(run.AsOf);
        Month[] months = [.. Enumerable.Range(1 - run.Window, run.Window).Select(last.Add)];
        var from = Consumption.Key(months[0]);
        // Everything that was heard under this code or under one that it replaced.
        var used = await db.PairMonths.AsNoTracking().Where(x => x.CurrentFacility == facility && x.Month >= from && x.Month <= run.AsOf)
            .Select(x => new { x.Clave, x.Month, x.Dispensed, x.Prescribed, x.DispensedDays }).ToListAsync(ct);
        if (used.Count == 0)
            return [];
        var versions = await db.Facilities.AsNoTracking().Where(x => x.Code == facility).OrderBy(x => x.Version).ToListAsync(ct);
        var open = months.ToDictionary(x => x, x => DayMask.Where(x, day => On(versions, day)?.IsOpen(day) ?? true));
        var reported = (await db.FacilityMonths.AsNoTracking()
            .Where(x => x.CurrentFacility == facility && x.Month >= from && x.Month <= run.AsOf
                && (x.Prescriptions > 0 || x.Statements > 0))
            .Select(x => x.Month).ToListAsync(ct)).ToHashSet();
        var approved = (await db.FromDemandApprovals.AsNoTracking()
            .Where(x => x.CurrentFacility == facility && x.AsOf == run.AsOf).Select(x => x.Clave).ToListAsync(ct)).ToHashSet();
        var stock = await Stock.Of(db, facility, from, run.AsOf, ct);

        return [.. used.GroupBy(x => x.Clave).Select(pair =>
        {
            var byMonth = pair.GroupBy(x => x.Month).ToDictionary(x => x.Key, x => (
                Dispensed: x.Sum(y => y.Dispensed), Prescribed: x.Sum(y => y.Prescribed),
                Days: x.Aggregate(0, (days, y) => days | y.DispensedDays)));
            var empty = stock.EmptyDays(pair.Key, months);
            var knownFrom = stock.KnownFrom(pair.Key);
            return Value(run, facility, On(versions, last.Last), pair.Key, approved.Contains(pair.Key),
                Domain.Cpm.Compute(run.Window, months.Select(month =>
            {
                var facts = byMonth.GetValueOrDefault(Consumption.Key(month));
                return new MonthFacts(month, DayMask.Count(open[month]), DayMask.StockOutDays(open[month], empty[month], facts.Days),
                    facts.Dispensed, facts.Prescribed, reported.Contains(Consumption.Key(month)), knownFrom is null
                        || knownFrom > month.First);
            })));
        })];
    }

    private static KnownFacility? On(List<KnownFacility> versions, DateOnly day) => versions.LastOrDefault(x => x.ValidFrom <= day)
        ?? versions.FirstOrDefault();

    private static CpmValue Value(CpmRun run, string facility, KnownFacility? known, string clave, bool approved, CpmResult result) => new()
    {
        Run = run.Id, Level = CpmValue.Facility, Code = facility, Clave = clave, Status = result.Status,
        State = known?.State ?? FacilityCode.Stored(facility).State.Code, BuyerCode = known?.Buyer ?? "",
        Cpm = result.Value, PlanningQuantity = result.PlanningQuantity, Planned = result.Status == Domain.Cpm.Computed
            || (approved && result.Status == Domain.Cpm.FromDemand) ? result.PlanningQuantity!.Value : 0,
        Computed = result.Status == Domain.Cpm.Computed ? 1 : 0,
        Insufficient = result.Status == Domain.Cpm.Insufficient ? 1 : 0,
        FromDemand = result.Status == Domain.Cpm.FromDemand ? 1 : 0,
        Months = MessageJson.Write(result.Months.Select(x => new MonthEvidence(
            x.Facts.Month.ToString(), x.Facts.Days, x.Facts.StockOutDays, x.Facts.Dispensed, x.Facts.Prescribed, x.Counted, x.Reason,
            x.Facts.StockUnknown))),
    };

    /// <summary>What Inventory has told of the days on which the facility's pairs ended empty.</summary>
    private sealed class Stock(ILookup<string, StockMonth> rows, Dictionary<string, DateOnly?> positions)
    {
        public static async Task<Stock> Of(PlanningDb db, string facility, int from, int to, CancellationToken ct)
        {
            // Of the months before the window only the last told of one matters, and only when it ended empty.
            var rows = await db.StockMonths.AsNoTracking().Where(x => x.CurrentFacility == facility && x.Month <= to && (x.Month >= from
                || !db.StockMonths.Any(later => later.Facility == x.Facility && later.Clave == x.Clave && later.Month > x.Month
                    && later.Month < from)))
                .ToListAsync(ct);
            var positions = await db.StockPositions.AsNoTracking().Where(x => x.CurrentFacility == facility)
                .Select(x => new { x.Clave, x.KnownFrom }).ToListAsync(ct);
            return new(
                rows.GroupBy(x => (x.Clave, x.Month)).Select(Merged).ToLookup(x => x.Clave),
                positions.GroupBy(x => x.Clave).ToDictionary(x => x.Key, x => x.Min(y => y.KnownFrom)));
        }

        // What is told under the present code is of the whole unit. Until then the unit was empty when each of its former codes was.
        private static StockMonth Merged(IEnumerable<StockMonth> sameMonth)
        {
            var rows = sameMonth.ToList();
            return rows.Find(x => x.Facility == x.CurrentFacility) ?? new StockMonth
            {
                Facility = rows[0].Facility, CurrentFacility = rows[0].CurrentFacility, Clave = rows[0].Clave, Month = rows[0].Month,
                EmptyDays = rows.Aggregate(-1, (days, x) => days & x.EmptyDays), ClosedEmpty = rows.TrueForAll(x => x.ClosedEmpty),
                KnownFrom = rows.Min(x => x.KnownFrom),
            };
        }

        /// <summary>A month that was told of has its own days; one that was not goes on as the month before it ended.</summary>
        public Dictionary<Month, int> EmptyDays(string clave, Month[] months)
        {
            var told = rows[clave].ToDictionary(x => x.Month);
            var first = Consumption.Key(months[0]);
            var endedEmpty = rows[clave].Where(x => x.Month < first).MaxBy(x => x.Month) is { ClosedEmpty: true };
            var days = new Dictionary<Month, int>();
            foreach (var month in months)
            {
                var row = told.GetValueOrDefault(Consumption.Key(month));
                days[month] = row?.EmptyDays ?? (endedEmpty ? DayMask.All(month) : 0);
                endedEmpty = row?.ClosedEmpty ?? endedEmpty;
            }
            return days;
        }

        public DateOnly? KnownFrom(string clave) => positions.GetValueOrDefault(clave) ?? rows[clave].MaxBy(x => x.Month)?.KnownFrom;
    }
}
