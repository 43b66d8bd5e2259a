using Supply.Contracts.Inventory;

namespace Supply.Inventory.Persistence;

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
