using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Recalls;

/// <summary>Quarantines what is left of recalled lots, also pieces that became usable again, by a count or a correction.</summary>
public sealed class ContinueRecalls(InventoryDb db, TimeProvider clock) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        while (await db.Write(Next, ct) is var done && done > 0)
        {
            db.ChangeTracker.Clear();
            progress.Did(done);
        }
    }

    private async Task<int> Next()
    {
        var recall = await db.Recalls.AsNoTracking().Where(x => db.Balances.Any(b => b.Clave == x.Clave && b.Lot == x.Lot && b.Condition == StockCondition.Usable && b.OnHand > 0))
            .OrderBy(x => x.RecalledAt).FirstOrDefaultAsync();
        return recall is null ? 0 : await Quarantining.Next(db, recall, clock.Now(), default);
    }
}

internal static class Quarantining
{
    private const int Batch = 50;

    /// <summary>Moves the usable pieces of the lot at some facilities; how many facilities that were.</summary>
    public static async Task<int> Next(InventoryDb db, Recall recall, DateTimeOffset now, CancellationToken ct)
    {
        var facilities = await db.Balances.Where(x => x.Clave == recall.Clave && x.Lot == recall.Lot && x.Condition == StockCondition.Usable && x.OnHand > 0)
            .Select(x => x.Facility).Distinct().OrderBy(x => x).Take(Batch).ToListAsync(ct);
        var ledger = await Ledger.Open(db, facilities.Select(x => (x, recall.Clave)), ct);
        var run = Guid.CreateVersion7(now);
        for (var i = 0; i < facilities.Count; i++)
        {
            var pair = ledger[facilities[i], recall.Clave];
            pair.Add(new StockFact
            {
                Id = Guid.CreateVersion7(now), Facility = facilities[i], Clave = recall.Clave, Document = DocumentKind.Recall, DocumentId = recall.Id, PartOf = run, Line = i + 1,
                OccurredAt = pair.After(now), LocalDate = pair.DateAt(now), Kind = FactKind.Recall, Reason = Reason.Recalled, Quantity = 0,
                Lot = recall.Lot, Condition = StockCondition.Usable, ToCondition = StockCondition.Quarantine, Note = recall.Reason,
            });
        }
        await ledger.Post(ct);
        return facilities.Count;
    }
}
