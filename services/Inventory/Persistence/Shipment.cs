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
    [MaxLength(11)] public required string From { get; set; }
    [MaxLength(11)] public required string To { get; set; }

    /// <summary>
    /// The codes under which the shipment was recorded; they never change. Null, as written before they were kept: <see cref="From"/>.
    /// </summary>
    [MaxLength(11)] public string? StatedFrom { get; init; }

    /// <inheritdoc cref="StatedFrom"/>
    [MaxLength(11)] public string? StatedTo { get; init; }

    /// <summary>The sender's.</summary>
    [MaxLength(2)] public required string State { get; set; }

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

    /// <summary>
    /// Takes over what was received and resolved in all, after a part of it was taken back: what is missing from what was shipped is on
    /// its way again, what is beyond it is surplus.
    /// </summary>
    /// <returns>How many more pieces are in transit.</returns>
    public int TakeBack(LotEffect effect)
    {
        (Good, Damaged, Resolved) = (Good - effect.Good, Damaged - effect.Damaged, Resolved - effect.Resolved);
        Usable = Usable is { } usable ? Math.Clamp(usable - effect.Usable, 0, Good) : null;
        var (before, settled) = (InTransit, (long)Good + Damaged + Resolved);
        (InTransit, Surplus) = ((int)Math.Max(0, Shipped - settled), (int)Math.Max(0, settled - Shipped));
        return InTransit - before;
    }

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

    /// <summary>It was taken back: nothing of it counts any more.</summary>
    public bool IsReversed { get; set; }

    /// <summary>JSON of the lines as published.</summary>
    public required byte[] Body { get; init; }

    public IReadOnlyList<ReceptionLine> Lines => Platform.Messaging.MessageJson.Read<ReceptionLine[]>(Body);
}
