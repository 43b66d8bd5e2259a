using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>
/// Turns what has become true of a pair into lines of the ledger: the documents' own, the discrepancy, and what follows for others.
/// </summary>
internal sealed class LedgerEntries(
    StockPair pair, DateTimeOffset now, string by, IReadOnlyList<Movement> posted, IReadOnlyDictionary<StockFact, Guid?> moved,
    Func<Holding?, long> number)
{
    private readonly List<Movement> movements = [];
    private StockFact cause = null!;
    private Guid? causeId;

    public IReadOnlyList<Movement> Movements => movements;

    /// <summary>For each line of a document the difference between what it posted before and what it is charged now.</summary>
    public void PostDocuments(IReadOnlyList<StockFact> added, IReadOnlyList<StockFact> removed, IReadOnlyList<Charge> charges)
    {
        cause = added.Concat(removed).First();
        var byFact = charges.ToLookup(x => (x.Fact.Document, x.Fact.DocumentId, x.Fact.PartOf, x.Fact.Line));
        foreach (var line in added.Concat(removed).GroupBy(x => (x.Document, x.DocumentId, x.PartOf, x.Line)))
        {
            var before = posted.Where(x => (x.Document, x.DocumentId, x.PartOf, x.Line) == line.Key).ToList();
            var fact = line.First();
            causeId ??= before.FirstOrDefault()?.Id;
            foreach (var (holding, charged) in Net(byFact[line.Key], before))
            {
                var difference = charged - before.Where(x => x.Holding == holding).Sum(x => x.Quantity);
                var charge = byFact[line.Key].FirstOrDefault(x => x.Holding == holding);
                var undone = before.Count > 0 && (charge.Fact is null || difference > 0);
                var isMoved = moved.TryGetValue(fact, out var postedElsewhere);
                var reason = isMoved ? Reason.Recoded : undone ? Reason.Reversed : fact.Reason;
                // A line that posted nothing before, a count that found what the book had, follows from those that are moved with it.
                var linkedTo = before.FirstOrDefault()?.Id ?? postedElsewhere ?? (isMoved ? causeId : null);
                Post(charge.Fact ?? fact, holding, difference, reason, linkedTo, charge.Assumed);
            }
        }
    }

    /// <summary>What left beyond the book: for each document where several are posted together, the rest for the first of them.</summary>
    public void PostDiscrepancy(long growth, IReadOnlyList<Charge> charges)
    {
        var documents = charges.ToLookup(x => x.Fact.DocumentId);
        if (documents.Count > 1)
            foreach (var document in documents)
            {
                var part = -document.Where(x => x.Holding == Holding.Uncovered).Sum(x => x.Quantity);
                var posted = movements.Find(x => x.DocumentId == document.Key && x.Holding == Holding.Uncovered);
                Post(document.First().Fact, Holding.Uncovered, part, Reason.Discrepancy, posted?.Id, assumed: false);
                growth -= part;
            }
        Post(cause, Holding.Uncovered, growth, Reason.Discrepancy, causeId, assumed: false);
    }

    /// <summary>Whatever else is different in the book now: others are charged to other lots than before.</summary>
    public void PostCorrections(IReadOnlyDictionary<Holding, long> onHand, Book book)
    {
        var sums = movements.ToLookup(x => x.Holding, x => x.Quantity);
        foreach (var holding in book.Stock.Keys.Concat(sums.Select(x => x.Key)).Concat(onHand.Keys).Distinct().Order())
            Post(
                cause, holding, book.OnHand(holding) - onHand.GetValueOrDefault(holding) - sums[holding].Sum(), Reason.Corrected, causeId,
                assumed: true);
    }

    private static IEnumerable<(Holding Holding, long Charged)> Net(IEnumerable<Charge> charges, List<Movement> before) =>
        charges.Select(x => (x.Holding, x.Quantity)).Concat(before.Select(x => (x.Holding, Quantity: 0L)))
            .GroupBy(x => x.Holding).OrderBy(x => x.Key).Select(x => (x.Key, x.Sum(y => y.Quantity)));

    private void Post(StockFact fact, Holding holding, long quantity, Reason reason, Guid? linkedTo, bool assumed)
    {
        if (quantity == 0)
            return;
        var balance = number(holding);
        var movement = new Movement
        {
            Id = Guid.CreateVersion7(now), Facility = pair.Facility, Clave = pair.Clave, Number = number(null), Balance = balance,
            State = pair.State,
            Location = holding.Location, Lot = holding.Lot, ExpiresOn = holding.ExpiresOn, FundingSource = holding.FundingSource,
            Condition = holding.Condition,
            Quantity = quantity, Reason = reason, Document = fact.Document, DocumentId = fact.DocumentId, PartOf = fact.PartOf,
            Line = fact.Line, OccurredAt = fact.OccurredAt, RecordedAt = now, By = by, LinkedTo = linkedTo, Assumed = assumed,
            NamedLot = fact.Lot is { } lot && lot != holding.Lot ? lot : null, Note = fact.Note,
        };
        movements.Add(movement);
        causeId ??= movement.Id;
    }
}
