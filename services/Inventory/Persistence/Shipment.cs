using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Inventory;

namespace Supply.Inventory.Persistence;

/// <summary>Goods from one facility to another; its lots were picked when it was made.</summary>
public sealed class Shipment
{
    /// <summary>What its number begins with: <c>embarque</c>.</summary>
    public const string NumberKind = "EM";

    public required Guid Id { get; init; }

    /// <summary><c>EM-13-2026-00123</c>, of the sender's state; null: recorded before shipments had numbers.</summary>
    [MaxLength(DocumentNumber.MaxLength)] public string? Number { get; set; }

    public int Version { get; set; }
    [MaxLength(11)] public required string From { get; set; }
    [MaxLength(11)] public required string To { get; set; }

    /// <summary>
    /// The codes under which the shipment was recorded; they never change. Null, as written before they were kept: <see cref="From"/>.
    /// </summary>
    [MaxLength(11)] public string? StatedFrom { get; init; }

    /// <inheritdoc cref="StatedFrom"/>
    [MaxLength(11)] public string? StatedTo { get; init; }

    public string StatedSender => StatedFrom ?? From;
    public string StatedReceiver => StatedTo ?? To;

    /// <summary>The sender's.</summary>
    [MaxLength(2)] public required string State { get; set; }

    /// <summary>The receiver's.</summary>
    [MaxLength(2)] public required string ToState { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public Guid? SupplyOrder { get; init; }
    public ShipmentStatus Status { get; set; }

    /// <summary>Of the dispatch; of the creation while held.</summary>
    public required DateTimeOffset OccurredAt { get; set; }

    public required DateOnly LocalDate { get; set; }

    /// <summary>It has left: before that, and when cancelled, nothing is in transit.</summary>
    public bool IsUnderWay => Status is ShipmentStatus.Dispatched or ShipmentStatus.Received;

    public List<ShipmentLot> Lots { get; init; } = [];
    public List<Reception> Receptions { get; init; } = [];

    public void Publish(InventoryDb db, DateTimeOffset now)
    {
        Version++;
        db.Enqueue(new ShipmentChanged(
            Id, Version, OccurredAt, now, LocalDate, From, To, State, SupplyOrder, Name(Status),
            [.. Lots.OrderBy(x => x.Line).Select(x => new ShipmentLine(
                x.Clave, x.Lot, x.ExpiresOn, x.FundingSource.Length == 0 ? null : x.FundingSource,
                x.Shipped, x.Good, x.Damaged, IsUnderWay ? x.InTransit : 0, x.Resolved, x.Usable ?? x.Good))],
            [
                .. Receptions
                .Where(x => !x.IsReversed)
                .OrderBy(x => x.RecordedAt)
                .ThenBy(x => x.Id)
                .Select(x => new ShipmentReception(x.Id, x.ReceivedOn, x.Lines))]));
    }

    public static string Name(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Held => "held",
        ShipmentStatus.Dispatched => "dispatched",
        ShipmentStatus.Received => "received",
        _ => "cancelled",
    };
}
