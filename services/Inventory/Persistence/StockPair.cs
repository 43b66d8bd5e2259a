using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Inventory;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>A facility and a clave. Whoever changes its stock changes this row first: it is the lock, taken in sorted order.</summary>
public sealed class StockPair : IPair
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(2)] public required string State { get; init; }

    /// <summary>Grows with each lock; nothing else.</summary>
    public int Version { get; set; }

    /// <summary>
    /// The version with which the pair's checkpoints are true; another one than the pair's: a copy of a release without checkpoints has
    /// changed it since. 0: it has none.
    /// </summary>
    public int CheckpointVersion { get; set; }

    /// <summary>The last number given to a balance or movement of the pair.</summary>
    public long LastNumber { get; set; }

    /// <summary>The greatest excess of outflow over inflow at any moment since the last count.</summary>
    public long Discrepancy { get; set; }

    public DateTimeOffset? DiscrepancySince { get; set; }
    public DateTimeOffset? DiscrepancyChangedAt { get; set; }

    /// <summary>Pieces dispatched to the facility and neither received nor resolved.</summary>
    public long InTransit { get; set; }

    /// <summary>Usable pieces, as last judged.</summary>
    public long Usable { get; set; }

    /// <summary>Date of the first receipt, reception or count; before it the stock is unknown.</summary>
    public DateOnly? KnownFrom { get; set; }

    /// <summary>
    /// Grows when usable pieces, pieces in transit or <see cref="KnownFrom"/> change; the version of <c>StockPositionChanged</c>.
    /// </summary>
    public int PositionVersion { get; set; }

    /// <summary>Since when the others have not been told of <see cref="PositionVersion"/>; null: they have.</summary>
    public DateTimeOffset? PositionDueSince { get; set; }

    /// <summary>No fact is later: one that is can be added without replaying the others.</summary>
    public DateTimeOffset? LatestAt { get; set; }

    /// <summary>A lot that was named before it came in was covered by others.</summary>
    public bool OwesLots { get; set; }

    /// <summary>
    /// When a count of a former code of the facility set the balance of stocks that are one now, so that a person counts again; null: none
    /// did, or it has been counted since.
    /// </summary>
    public DateTimeOffset? RecountSince { get; set; }

    /// <summary>Stock-out days from this date on are to be computed again; null: none are.</summary>
    public DateOnly? DirtySince { get; set; }

    /// <summary>Grows with each mark; a mark is cleared only where it is the one that was read.</summary>
    public int DirtyMarks { get; set; }

    /// <summary>The last day whose end was judged.</summary>
    public DateOnly? CheckedThrough { get; set; }

    /// <summary>On this date the stock-out days change by themselves: a month has ended without stock, or a lot has expired.</summary>
    public DateOnly? CheckOn { get; set; }

    /// <summary>The ledger has been summed up through this number; entries beyond it wait for the next check.</summary>
    public long LedgerChecked { get; set; }

    // Sums of the ledger through that number.
    public long LedgerDiscrepancy { get; set; }
    public long LedgerShipped { get; set; }
    public long LedgerReceived { get; set; }

    /// <summary>Takes over what the facts say after some came and some went.</summary>
    internal void Remember(Book book, IReadOnlyCollection<StockFact> added, IReadOnlyCollection<StockFact> removed, DateTimeOffset now)
    {
        if (book.Discrepancy != Discrepancy)
            (DiscrepancySince, DiscrepancyChangedAt) = (
                Discrepancy == 0 ? now : book.Discrepancy == 0 ? null : DiscrepancySince, now);
        (Discrepancy, OwesLots) = (book.Discrepancy, book.OwesLots);
        var latest = added.Concat(removed).Max(x => x.OccurredAt);
        LatestAt = LatestAt > latest ? LatestAt : latest;
        var known = added.Where(x => x.MakesStockKnown).Select(x => (DateOnly?)x.LocalDate).Min();
        KnownFrom = KnownFrom is { } before && (known is null || before <= known) ? before : known;
        var since = added.Concat(removed).Min(x => x.LocalDate);
        DirtySince = DirtySince is { } dirty && dirty <= since ? dirty : since;
        DirtyMarks++;
    }

    /// <summary>The position as last judged.</summary>
    public StockPositionChanged ToFact(DateTimeOffset now, DateOnly today) =>
        new(Facility, Clave, PositionVersion, now, now, today, State, Usable, InTransit, KnownFrom);
}
