using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Inventory;
using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

public enum ShipmentStatus
{
    Held,
    Dispatched,

    /// <summary>Nothing is left in transit.</summary>
    Received,

    Cancelled,
}

/// <summary>Goods from one facility to another; its lots were picked when it was made.</summary>
public sealed class Shipment
{
    public required Guid Id { get; init; }
    public int Version { get; set; }
    [MaxLength(11)] public required string From { get; init; }
    [MaxLength(11)] public required string To { get; init; }

    /// <summary>The sender's.</summary>
    [MaxLength(2)] public required string State { get; init; }

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
            [.. Receptions.OrderBy(x => x.RecordedAt).ThenBy(x => x.Id).Select(x => new ShipmentReception(x.Id, x.ReceivedOn, x.Lines))]));
    }

    public static string Name(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Held => "held",
        ShipmentStatus.Dispatched => "dispatched",
        ShipmentStatus.Received => "received",
        _ => "cancelled",
    };
}

/// <summary>A picked lot. Shipped + surplus = good + damaged + in transit + resolved.</summary>
public sealed class ShipmentLot
{
    public required Guid Shipment { get; init; }
    public required int Line { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    [MaxLength(40)] public required string FundingSource { get; init; }
    public required int Shipped { get; init; }
    public int Good { get; set; }
    public int Damaged { get; set; }

    /// <summary>Those of <see cref="Good"/> that were usable when they arrived; null, as written before this was kept: all.</summary>
    public int? Usable { get; set; }

    /// <summary>Received beyond what was on its way, for a reason.</summary>
    public int Surplus { get; set; }

    /// <summary>Missing pieces that were written off or came back.</summary>
    public int Resolved { get; set; }

    /// <summary>What is still to come, or would be if it left.</summary>
    public int InTransit { get; set; }

    public Holding Holding => new(Holding.Main, Lot, ExpiresOn, FundingSource, StockCondition.Usable);
}

/// <summary>What the receiver said, once for each of its visits to the loading bay.</summary>
public sealed class Reception
{
    public required Guid Id { get; init; }
    public required Guid Shipment { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string By { get; init; }

    /// <summary>JSON of the lines as published.</summary>
    public required byte[] Body { get; init; }

    public IReadOnlyList<ReceptionLine> Lines => Platform.Messaging.MessageJson.Read<ReceptionLine[]>(Body);
}
