using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Stock;

/// <summary>
/// States the stock of facilities' months: the running one once a day, any of which something else was told since. A statement is a
/// fact of the log, so that figures, publications and rebuilds treat it like a document that somebody sent.
/// </summary>
public sealed class StateStock(IndicatorsDb db, FillStatus<IndicatorsDb> fills, TimeProvider clock) : ISupplyJob
{
    public const string Name = "state-stock";

    private const int Batch = 500;

    private readonly Dictionary<string, IReadOnlySet<string>?> formularies = new(StringComparer.Ordinal);

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        if (await fills.Waits(db, progress, ct))
            return; // half of the stock would be stated
        var through = StockDays.Through(clock.GetUtcNow());
        await BeginDays(through, ct);
        for (var after = ""; ;)
        {
            var from = after;
            var facilities = await db.StockDue.Where(x => string.Compare(x.Facility, from) > 0).Select(x => x.Facility).Distinct()
                .OrderBy(x => x).Take(Batch).ToListAsync(ct);
            foreach (var facility in facilities)
                if (await progress.Try($"stock {facility}", () => db.Write(() => State(facility, through, ct), ct)))
                    progress.Did(1);
            if (facilities.Count < Batch)
                return;
            after = facilities[^1];
        }
    }

    /// <summary>The months of the days that have ended since are due for every facility that has stock.</summary>
    private async Task BeginDays(DateOnly through, CancellationToken ct)
    {
        var last = await db.StockRollovers.Select(x => (DateOnly?)x.Through).SingleOrDefaultAsync(ct) ?? through.AddDays(-1);
        if (last >= through)
            return;
        List<Month> months = [];
        for (var month = Month.Of(last); month <= Month.Of(through); month = month.Add(1))
            months.Add(month);
        for (var after = ""; ;)
        {
            var from = after;
            var codes = await db.StockPairs.Where(x => x.KnownFrom != null && string.Compare(x.Facility, from) > 0).Select(x => x.Facility)
                .Distinct().OrderBy(x => x).Take(Batch).ToListAsync(ct);
            await db.Write(() =>
            {
                db.ChangeTracker.Clear();
                StockDays.Request(db, codes.SelectMany(code => months.Select(month => (code, month))));
                return Task.CompletedTask;
            }, ct);
            if (codes.Count < Batch)
                break;
            after = codes[^1];
        }
        await db.Write(async () =>
        {
            db.ChangeTracker.Clear();
            if (await db.StockRollovers.SingleOrDefaultAsync(ct) is not { } row)
                db.StockRollovers.Add(row = new StockRollover { Id = 1 });
            row.Through = through;
        }, ct);
        db.ChangeTracker.Clear();
    }

    private async Task State(string facility, DateOnly through, CancellationToken ct)
    {
        db.ChangeTracker.Clear(); // what an attempt before has left
        var due = await db.StockDue.AsNoTracking().Where(x => x.Facility == facility).OrderBy(x => x.Id).Take(Batch).ToListAsync(ct);
        List<Month> months = [.. due.Select(x => Month.Parse(x.Month).Value).Distinct().Where(x => x.First <= through).Order()];
        if (months.Count > 0)
        {
            var told = await Told(facility, months[0].Add(-KnownStock.MonthsKept), months[^1], ct);
            var pairs = await db.StockPairs.AsNoTracking().Where(x => x.Facility == facility && x.KnownFrom != null).ToListAsync(ct);
            List<KnownStock> known = [.. pairs.Select(x => new KnownStock(x.Clave, x.KnownFrom!.Value, x.EmptyFrom,
                told.GetValueOrDefault(x.Clave) ?? []))];
            var said = await db.StockStatements.Where(x => x.Facility == facility).ToDictionaryAsync(x => x.Month, ct);
            foreach (var month in months)
            {
                var place = await db.Facility(FacilityCode.Stored(facility), month.First, ct);
                var content = StockRule.State(known, await Formulary(place?.UnitType, ct), month, through);
                State(facility, month, content, month.LastUpTo(through), said.GetValueOrDefault(month.ToString()));
            }
        }
        var ids = due.ConvertAll(x => x.Id);
        await db.StockDue.Where(x => ids.Contains(x.Id)).ExecuteDeleteAsync(ct);
    }

    private void State(string facility, Month month, (IReadOnlyList<string> Stocked, IReadOnlyList<StockLine> Lines, int Unknown) content,
        DateOnly through, StockStatement? said)
    {
        var (stocked, lines, unknown) = content;
        if (said is null && stocked.Count + lines.Count == 0)
            return; // nothing was ever known of it
        var now = clock.Now();
        var statement = new StockMonthStated(facility, month.ToString(), 0, now, now, month.First, through,
            StockRule.DaysOf(month, through), stocked, lines, unknown);
        var fingerprint = SHA256.HashData(MessageJson.Write(statement with { OccurredAt = default, RecordedAt = default }));
        if (said is not null && said.Fingerprint.AsSpan().SequenceEqual(fingerprint))
            return;
        if (said is null)
            db.StockStatements.Add(said = new StockStatement { Facility = facility, Month = month.ToString() });
        (said.Version, said.Fingerprint) = (said.Version + 1, fingerprint);
        new IncomingFacts(db, DocumentKind.Stock).Add(IdOf(facility, month), facility, ReferenceLookup.StateOf(facility, ""),
            statement with { Version = said.Version });
    }

    private async Task<Dictionary<string, Dictionary<Month, ToldStockOut>>> Told(
        string facility, Month from, Month to, CancellationToken ct)
    {
        var (first, last) = (from.ToString(), to.ToString());
        var rows = await db.StockMonths.AsNoTracking().Where(x => x.Facility == facility
            && string.Compare(x.Month, first) >= 0 && string.Compare(x.Month, last) <= 0).ToListAsync(ct);
        return rows.GroupBy(x => x.Clave, StringComparer.Ordinal).ToDictionary(x => x.Key,
            x => x.ToDictionary(y => Month.Parse(y.Month).Value, y => y.ToTold()), StringComparer.Ordinal);
    }

    private async Task<IReadOnlySet<string>?> Formulary(string? unitType, CancellationToken ct)
    {
        if (unitType is null)
            return null;
        if (!formularies.TryGetValue(unitType, out var claves))
        {
            var row = await db.Formularies.AsNoTracking().SingleOrDefaultAsync(x => x.UnitType == unitType, ct);
            formularies[unitType] = claves = row is null ? null : MessageJson.Read<HashSet<string>>(row.Claves);
        }
        return claves;
    }

    /// <summary>Always the same of a facility and a month; lists of documents name it like any other's.</summary>
    private static string IdOf(string facility, Month month) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"stock {facility} {month}")).AsSpan(0, 16)).ToString();
}
