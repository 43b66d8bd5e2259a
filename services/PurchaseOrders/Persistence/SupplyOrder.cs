using System.ComponentModel.DataAnnotations;
using Supply.Contracts.PurchaseOrders;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Persistence;

public sealed class SupplyOrder
{
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3, ...; the ETag and the version of what is published.</summary>
    public int Version { get; set; }

    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(10)] public required string SourceKind { get; init; }

    /// <summary>A supplier's name, or the code that the warehouse has now; <see cref="StatedSource"/> is the one under which it was named.</summary>
    public required string SourceId { get; set; }

    public required string StatedSource { get; init; }

    /// <summary>The code that the destination has now; <see cref="StatedDestination"/> is the one under which it was named.</summary>
    [MaxLength(11)] public required string Destination { get; set; }

    [MaxLength(11)] public required string StatedDestination { get; init; }

    /// <summary>Who buys for the destination at the date of issue; null while the catalogue names none.</summary>
    [MaxLength(40)] public string? Buyer { get; init; }

    public required DateOnly IssuedOn { get; init; }
    public DateOnly? PromisedOn { get; init; }
    public required bool Emergency { get; init; }

    /// <summary>At issue the catalogue did not know the destination or the source: its formulary could not be checked.</summary>
    public required bool Unverified { get; init; }

    /// <summary>The destination is a warehouse.</summary>
    public required bool Replenishes { get; init; }

    public required OrderStatus Status { get; set; }

    /// <summary><see cref="OrderLifecycle.IsOpen"/> of the status, for the work list's index.</summary>
    public bool Open { get; set; } = true;

    public DateTimeOffset? ApprovedAt { get; set; }
    public DateOnly? SuppliedOn { get; set; }
    public required string IssuedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When this version was stored; null: before that was kept.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>Date of issue and id in digits and hexadecimal: the order and cursor of the list by date.</summary>
    [MaxLength(40)] public required string IssueKey { get; init; }

    /// <summary>The order and cursor of the list by urgency.</summary>
    [MaxLength(60)] public string PriorityKey { get; set; } = "";

    /// <summary>Months of stock of the most urgent line; null: unknown.</summary>
    public decimal? PriorityMonths { get; set; }

    /// <summary>Counts what asked for a new priority; the priority is of <see cref="PriorityDone"/>.</summary>
    public int PriorityMark { get; init; }

    public int PriorityDone { get; set; }

    public SupplyOrderChanged ToFact(IEnumerable<OrderLine> lines) => new(
        Id, Version, ChangedAt ?? RecordedAt, ChangedAt ?? RecordedAt, IssuedOn, State, SourceKind, SourceId, Destination, PromisedOn, Emergency, OrderLifecycle.Wire(Status),
        [.. lines.OrderBy(x => x.Line).Select(x => new SupplyOrderLine(x.Line, x.Clave, x.Award, x.Ordered, x.Shipped, x.InTransit, x.Good, x.Damaged, x.Short, x.Cancelled, x.Quarantined))],
        ApprovedAt, SuppliedOn, Replenishes);
}

public sealed class OrderLine
{
    public required Guid OrderId { get; init; }
    public required int Line { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    public Guid? Award { get; init; }
    public required int Ordered { get; init; }
    public int Shipped { get; set; }
    public int InTransit { get; set; }
    public int Good { get; set; }
    public int Damaged { get; set; }

    /// <summary>Came intact, but expired or recalled: not usable, so they supply nothing.</summary>
    public int Quarantined { get; set; }

    public int Short { get; set; }
    public int Cancelled { get; set; }
    public int Surplus { get; set; }

    /// <summary>More than the approved CPM covers: only central supply may approve it.</summary>
    public required bool OverCoverage { get; init; }

    public LineQuantities Quantities => new(Ordered, Shipped, InTransit, Good, Damaged, Quarantined, Short, Cancelled, Surplus);

    public void Set(LineQuantities now)
    {
        (Shipped, InTransit, Good, Damaged, Quarantined) = (now.Shipped, now.InTransit, now.Good, now.Damaged, now.Quarantined);
        (Short, Cancelled, Surplus) = (now.Short, now.Cancelled, now.Surplus);
    }
}

/// <summary>A change of status, with who and why.</summary>
public sealed class OrderStep
{
    public required Guid OrderId { get; init; }

    /// <summary>The order's version that the change made.</summary>
    public required int Version { get; init; }

    public required OrderStatus Status { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    [MaxLength(32)] public required string Role { get; init; }
    [MaxLength(500)] public string? Reason { get; init; }
}

/// <summary>
/// A row for every order that anybody has named, also before the order itself is known here. All who change an order
/// take its row first, so a delivery and the order that it names cannot miss each other.
/// </summary>
public sealed class OrderTurn
{
    public required Guid OrderId { get; init; }
    public long Taken { get; init; }
}

/// <summary>The newest version of a shipment or receipt that names an order.</summary>
public sealed class Delivery
{
    public const string Shipment = "shipment";
    public const string Receipt = "receipt";

    /// <summary><see cref="Shipment"/> or <see cref="Receipt"/>.</summary>
    [MaxLength(10)] public required string Kind { get; init; }

    public required Guid Id { get; init; }
    public required Guid OrderId { get; set; }

    /// <summary>The version applied.</summary>
    public int Version { get; set; }

    /// <summary>
    /// The code that the place has now where the pieces go, as it was when the order last took them; they count only at the
    /// order's destination. <see cref="StatedPlace"/> is the code under which it was heard.
    /// </summary>
    [MaxLength(11)] public string Place { get; set; } = "";

    [MaxLength(11)] public string StatedPlace { get; set; } = "";

    /// <summary>JSON of <see cref="DeliveryContent"/>.</summary>
    public byte[] Content { get; set; } = [];
}
