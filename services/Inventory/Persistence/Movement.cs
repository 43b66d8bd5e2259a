using System.ComponentModel.DataAnnotations;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

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

    public static Movement Of(StockPair pair, LedgerEntry entry, long balance, long number, DateTimeOffset now, string by) => new()
    {
        Id = entry.Id, Facility = pair.Facility, Clave = pair.Clave, Number = number, Balance = balance, State = pair.State,
        Location = entry.Holding.Location, Lot = entry.Holding.Lot, ExpiresOn = entry.Holding.ExpiresOn,
        FundingSource = entry.Holding.FundingSource, Condition = entry.Holding.Condition, Quantity = entry.Quantity, Reason = entry.Reason,
        Document = entry.Fact.Document, DocumentId = entry.Fact.DocumentId, PartOf = entry.Fact.PartOf, Line = entry.Fact.Line,
        OccurredAt = entry.Fact.OccurredAt, RecordedAt = now, By = by, LinkedTo = entry.LinkedTo, Assumed = entry.Assumed,
        NamedLot = entry.Fact.Lot is { } lot && lot != entry.Holding.Lot ? lot : null, Note = entry.Fact.Note,
    };

    internal PostedEntry Posted => new(Id, new(Document, DocumentId, PartOf, Line), Holding, Quantity);

    public Holding Holding => new(Location, Lot, ExpiresOn, FundingSource, Condition);
}
