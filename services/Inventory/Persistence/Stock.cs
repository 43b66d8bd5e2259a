using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Inventory;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>A facility and a clave. Whoever changes its stock changes this row first: it is the lock, taken in sorted order.</summary>
public sealed class StockPair
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(2)] public required string State { get; init; }

    /// <summary>Grows with each lock; nothing else.</summary>
    public int Version { get; set; }

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

    /// <summary>The position as last judged.</summary>
    public StockPositionChanged ToFact(DateTimeOffset now, DateOnly today) =>
        new(Facility, Clave, PositionVersion, now, now, today, State, Usable, InTransit, KnownFrom);
}

/// <summary>Belongs to a pair, in which it has a number; lists go by these three.</summary>
public interface IPairRow
{
    string Facility { get; }
    string Clave { get; }
    long Number { get; }
}

/// <summary>Pieces of one holding. Changed only together with a movement, by one conditional update.</summary>
public sealed class Balance : IPairRow
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    public required long Number { get; init; }
    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(40)] public required string Location { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    [MaxLength(40)] public required string FundingSource { get; init; }
    public required StockCondition Condition { get; init; }

    public long OnHand { get; set; }

    /// <summary>Pieces that held shipments wait for, whether or not they are there.</summary>
    public long Promised { get; set; }

    /// <summary>Sum of the balance's entries through the pair's <see cref="StockPair.LedgerChecked"/>.</summary>
    public long LedgerOnHand { get; set; }

    /// <summary>As much of <see cref="Promised"/> as is on hand.</summary>
    public long Reserved { get; set; }

    public Holding Holding => new(Location, Lot, ExpiresOn, FundingSource, Condition);
}

/// <summary>A line of the ledger. The database refuses to change or delete it; the sum over a balance is what is on hand.</summary>
public sealed class Movement : IPairRow
{
    public required Guid Id { get; init; }
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>Order of recording within the pair.</summary>
    public required long Number { get; init; }

    /// <summary>Number of the balance that it changes.</summary>
    public required long Balance { get; init; }

    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(40)] public required string Location { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    [MaxLength(40)] public required string FundingSource { get; init; }
    public required StockCondition Condition { get; init; }

    /// <summary>Signed pieces.</summary>
    public required long Quantity { get; init; }

    public required Reason Reason { get; init; }
    public required DocumentKind Document { get; init; }
    public required Guid DocumentId { get; init; }
    public required Guid PartOf { get; init; }
    public required int Line { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string By { get; init; }

    /// <summary>The movement that this one reverses or follows from.</summary>
    public Guid? LinkedTo { get; init; }

    /// <summary>The document did not name this lot.</summary>
    public bool Assumed { get; init; }

    /// <summary>The lot that the document named, where it is not the one that was charged.</summary>
    [MaxLength(40)] public string? NamedLot { get; init; }

    public string? Note { get; init; }

    public Holding Holding => new(Location, Lot, ExpiresOn, FundingSource, Condition);
}

/// <summary>The version of a prescription that the stock reflects.</summary>
public sealed class PostedPrescription
{
    public required Guid Id { get; init; }
    public int Version { get; set; }
}

/// <summary>A lot withdrawn from use, where its scope says.</summary>
public sealed class Recall
{
    public required Guid Id { get; init; }
    public int Version { get; set; } = 1;

    /// <summary>A state's code, a facility's code, or null: the nation.</summary>
    [MaxLength(11)] public string? Scope { get; set; }

    /// <summary>The scope as it was declared; it never changes.</summary>
    [MaxLength(11)] public string? StatedScope { get; init; }

    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecalledAt { get; init; }
    public required string By { get; init; }

    /// <summary>When it was lifted: its pieces have the condition that they had without it.</summary>
    public DateTimeOffset? LiftedAt { get; set; }

    public string? LiftedBy { get; set; }
    public string? LiftReason { get; set; }

    public LotRecalled ToFact(DateTimeOffset now) => new(
        Id, Version, LiftedAt ?? RecalledAt, now, Zones.DateAt(LiftedAt ?? RecalledAt, Zones.Default), Clave, Lot, LiftReason ?? Reason,
        LiftedAt is null ? "recalled" : "lifted", Scope);
}

/// <summary>The last published stock-out days of a pair's month.</summary>
public sealed class StockOutMonth
{
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary><c>2026-10</c>.</summary>
    [MaxLength(7)] public required string Month { get; init; }

    public int Version { get; set; }

    /// <summary>Bit n-1 is day n.</summary>
    public int Days { get; set; }

    public bool ClosedEmpty { get; set; }

    public StockOutDaysChanged ToFact(DateOnly? knownFrom, DateTimeOffset now, DateOnly today) =>
        new(
            Facility, Clave, Month, Version, now, now, today, [.. Enumerable.Range(1, 31).Where(x => (Days & 1 << (x - 1)) != 0)],
            ClosedEmpty, knownFrom);
}
