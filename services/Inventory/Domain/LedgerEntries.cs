namespace Supply.Inventory.Domain;

/// <summary>
/// Turns what has become true of a pair into lines of the ledger: the documents' own, the discrepancy, and what follows for others.
/// </summary>
internal sealed class LedgerEntries
{
    private readonly List<LedgerEntry> entries = [];
    private readonly PairChange change;
    private readonly DateTimeOffset now;
    private readonly StockFact cause;
    private Guid? causeId;

    private LedgerEntries(PairChange change, DateTimeOffset now) =>
        (this.change, this.now, cause) = (change, now, change.Added.Concat(change.Removed).First());

    /// <param name="posted">What the documents of the removed facts have posted, in the order of the ledger.</param>
    /// <param name="onHand">Pieces by holding before the change.</param>
    /// <param name="growth">How much more is found to have left than had come.</param>
    public static IReadOnlyList<LedgerEntry> Of(
        PairChange change, IReadOnlyCollection<PostedEntry> posted, IReadOnlyDictionary<Holding, long> onHand, long growth,
        DateTimeOffset now)
    {
        var ledger = new LedgerEntries(change, now);
        ledger.OfDocuments(posted.ToLookup(x => x.Of));
        ledger.OfDiscrepancy(growth);
        ledger.Corrections(onHand);
        return ledger.entries;
    }

    /// <summary>For each line of a document the difference between what it posted before and what it is charged now.</summary>
    private void OfDocuments(ILookup<DocumentLine, PostedEntry> posted)
    {
        var charges = change.Charges.ToLookup(x => x.Fact.DocumentLine);
        foreach (var line in change.Added.Concat(change.Removed).GroupBy(x => x.DocumentLine))
        {
            var before = posted[line.Key].ToList();
            var fact = line.First();
            causeId ??= before.FirstOrDefault()?.Id;
            foreach (var (holding, charged) in Net(charges[line.Key], before))
            {
                var difference = charged - before.Where(x => x.Holding == holding).Sum(x => x.Quantity);
                var charge = charges[line.Key].FirstOrDefault(x => x.Holding == holding);
                var undone = before.Count > 0 && (charge.Fact is null || difference > 0);
                var isMoved = change.IsMoved(fact, out var postedElsewhere);
                var reason = isMoved ? Reason.Recoded : undone ? Reason.Reversed : fact.Reason;
                // A line that posted nothing before, a count that found what the book had, follows from those that are moved with it.
                var linkedTo = before.FirstOrDefault()?.Id ?? postedElsewhere ?? (isMoved ? causeId : null);
                Add(charge.Fact ?? fact, holding, difference, reason, linkedTo, charge.Assumed);
            }
        }
    }

    /// <summary>What left beyond the book: for each document where several are posted together, the rest for the first of them.</summary>
    private void OfDiscrepancy(long growth)
    {
        var documents = change.Charges.ToLookup(x => x.Fact.DocumentId);
        var posted = entries.Where(x => x.Holding == Holding.Uncovered).ToLookup(x => x.Fact.DocumentId);
        if (documents.Count > 1)
            foreach (var document in documents)
            {
                var part = -document.Where(x => x.Holding == Holding.Uncovered).Sum(x => x.Quantity);
                Add(
                    document.First().Fact, Holding.Uncovered, part, Reason.Discrepancy, posted[document.Key].FirstOrDefault()?.Id,
                    assumed: false);
                growth -= part;
            }
        Add(cause, Holding.Uncovered, growth, Reason.Discrepancy, causeId, assumed: false);
    }

    /// <summary>Whatever else is different in the book now: others are charged to other lots than before.</summary>
    private void Corrections(IReadOnlyDictionary<Holding, long> onHand)
    {
        var sums = entries.ToLookup(x => x.Holding, x => x.Quantity);
        foreach (var holding in change.Book.Stock.Keys.Concat(sums.Select(x => x.Key)).Concat(onHand.Keys).Distinct().Order())
            Add(
                cause, holding, change.Book.OnHand(holding) - onHand.GetValueOrDefault(holding) - sums[holding].Sum(), Reason.Corrected,
                causeId, assumed: true);
    }

    private static IEnumerable<(Holding Holding, long Charged)> Net(IEnumerable<Charge> charges, List<PostedEntry> before) =>
        charges.Select(x => (x.Holding, x.Quantity)).Concat(before.Select(x => (x.Holding, Quantity: 0L)))
            .GroupBy(x => x.Holding).OrderBy(x => x.Key).Select(x => (x.Key, x.Sum(y => y.Quantity)));

    private void Add(StockFact fact, Holding holding, long quantity, Reason reason, Guid? linkedTo, bool assumed)
    {
        if (quantity == 0)
            return;
        var entry = new LedgerEntry(Guid.CreateVersion7(now), fact, holding, quantity, reason, linkedTo, assumed);
        entries.Add(entry);
        causeId ??= entry.Id;
    }
}
