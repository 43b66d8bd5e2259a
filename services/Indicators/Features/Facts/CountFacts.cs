using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>
/// The one pass: takes what handlers have taken down, gives it the next sequences of the log without gaps, and counts it, all in one
/// bounded transaction of whoever has the log locked. What was counted is always the log up to its last sequence.
/// </summary>
internal sealed class CountFacts(IndicatorsDb db, FacilitiesInUse places, DateOnly today, JobProgress progress)
{
    private const int Batch = 500;

    // What the last transaction could not judge; null: what an earlier one could not, it could.
    private readonly List<(string Item, Exception? Failure)> judged = [];

    /// <returns>How many facts were taken; 0: none waits.</returns>
    public async Task<int> Next(int atMost, CancellationToken ct)
    {
        if (!await db.Incoming.AnyAsync(ct))
            return 0;
        try
        {
            return await Commit(Math.Min(atMost, Batch), null, ct);
        }
        catch (Exception e) when (IsOfAFact(e))
        {
            return await Alone(ct); // one by one, which finds the bad one
        }
    }

    private async Task<int> Alone(CancellationToken ct)
    {
        try
        {
            return await Commit(1, null, ct);
        }
        catch (Exception e) when (IsOfAFact(e))
        {
            return await Commit(1, e, ct);
        }
    }

    private static bool IsOfAFact(Exception e) => e is not OperationCanceledException and not StoreBusyException
        && !Database.IsInfrastructure(e);

    private async Task<int> Commit(int atMost, Exception? impossible, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (impossible is not null || atMost == 1)
            places.Forget(); // what a transaction that failed had read may not be so
        var taken = await db.Write(() => Pass(atMost, impossible, ct), ct);
        db.ChangeTracker.Clear();
        progress.Tell(judged);
        return taken;
    }

    /// <param name="impossible">Why the fact, which comes alone, is kept in the log and counted nowhere.</param>
    private async Task<int> Pass(int atMost, Exception? impossible, CancellationToken ct)
    {
        judged.Clear();
        var log = new FactLog(db);
        var last = await log.LockAtLast(ct);
        var taken = await db.Incoming.AsNoTracking().OrderBy(x => x.Id).Take(atMost).ToListAsync(ct);
        if (taken.Count == 0)
            return 0;
        var known = await Known(taken, ct);
        var facts = taken.Where(x => known.Add((x.Kind, x.DocumentId, x.Version))).ToList();
        if (impossible is null)
            facts = await new ReferenceFacts(db).Keep(facts, ct);
        List<FactLogRow> rows = [.. facts.Select((x, i) => x.ToRow(last + i + 1))];
        db.Log.AddRange(rows);
        if (rows.Count > 0)
            await log.MoveTo(last + rows.Count, ct);
        var ids = taken.ConvertAll(x => x.Id);
        await db.Incoming.Where(x => ids.Contains(x.Id)).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct); // what is judged reads what the facts say of facilities and claves
        if (impossible is null)
            judged.AddRange(await new CountDocuments(db, places, today).Newest(rows, ct));
        else
            foreach (var row in rows)
                await SetAside(row, impossible, ct);
        return taken.Count;
    }

    private async Task SetAside(FactLogRow row, Exception e, CancellationToken ct)
    {
        await UncountedItems.Add(db, row.Kind, row.DocumentId, row.Version, byDate: false, $"{e.GetType().Name}: {e.Message}", ct);
        judged.Add(($"{row.Kind} {row.DocumentId}", e));
    }

    /// <summary>Those that the log has: a copy of the service may have looked before they were moved.</summary>
    private async Task<HashSet<(string Kind, string Id, int Version)>> Known(List<IncomingFact> facts, CancellationToken ct)
    {
        var rows = await db.Log
            .WithKeys(x => new { x.Kind, x.DocumentId, x.Version }, facts.Select(x => new { x.Kind, x.DocumentId, x.Version }))
            .Select(x => new { x.Kind, x.DocumentId, x.Version }).ToListAsync(ct);
        return [.. rows.Select(x => (x.Kind, x.DocumentId, x.Version))];
    }
}
