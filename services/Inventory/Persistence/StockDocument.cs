using System.ComponentModel.DataAnnotations;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Persistence;

/// <summary>Documents that can be read by their id and taken back as a whole.</summary>
public enum StockDocumentKind
{
    Receipt,
    Count,
    Adjustment,
    Transfer,
    Reception,
    Resolution,
}

/// <summary>What a document said, and whether it has been taken back. What it did to the stock is in the ledger.</summary>
public sealed class StockDocument
{
    /// <summary>What the number of a receipt begins with: <c>entrada</c>.</summary>
    public const string ReceiptNumberKind = "EN";

    public required Guid Id { get; init; }
    public required StockDocumentKind Kind { get; init; }

    /// <summary><c>EN-13-2026-00123</c>; null: no receipt, or recorded before receipts had numbers.</summary>
    [MaxLength(DocumentNumber.MaxLength)] public string? Number { get; init; }

    /// <summary>1; 2 once it has been taken back.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Of a reception or a resolution.</summary>
    public Guid? Shipment { get; init; }

    /// <summary>Of a receipt.</summary>
    public string? Supplier { get; init; }

    /// <summary>The order that a receipt answers.</summary>
    public Guid? SupplyOrder { get; init; }

    // The sums of a document never change. Null, as written before they were kept: they are in the body.
    public int? Lines { get; init; }
    public long? Pieces { get; init; }
    public long? Change { get; init; }

    [MaxLength(11)] public required string Facility { get; set; }

    /// <summary>The code under which the document was recorded; it never changes.</summary>
    [MaxLength(11)] public required string StatedFacility { get; init; }

    [MaxLength(2)] public required string State { get; set; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string By { get; init; }

    /// <summary>JSON of the answer that the document got.</summary>
    public required byte[] Body { get; init; }

    /// <summary>
    /// JSON of what taking it back needs: a receipt's message, or what a reception or resolution changed of each lot of the shipment.
    /// </summary>
    public byte[]? Effect { get; init; }

    public DateTimeOffset? ReversedAt { get; set; }
    public string? ReversedBy { get; set; }
    public string? ReversalReason { get; set; }

    public static StockDocument Of<T>(
        StockDocumentKind kind, Guid id, FacilityCode facility, string stated, DateTimeOffset occurredAt, DateTimeOffset now, Origin origin,
        T answer, Guid? shipment = null, byte[]? effect = null, string? number = null, string? supplier = null, Guid? supplyOrder = null)
    {
        var body = MessageJson.Write(answer);
        var sums = DocumentSums.Of(kind, body);
        return new()
        {
            Id = id, Kind = kind, Number = number, Shipment = shipment, Facility = facility.Value, StatedFacility = stated,
            State = facility.State.Code, OccurredAt = occurredAt, RecordedAt = now, By = origin.Subject, Body = body, Effect = effect,
            Supplier = supplier, SupplyOrder = supplyOrder, Lines = sums.Lines, Pieces = sums.Pieces, Change = sums.Change,
        };
    }
}

/// <summary>What a reception or a resolution changed of one lot of the shipment.</summary>
/// <param name="Usable">Those of the good pieces that were usable on arrival.</param>
public sealed record LotEffect(int Line, int Good, int Damaged, int Usable, int Resolved);
