using System.ComponentModel.DataAnnotations;
using Supply.Contracts.PurchaseOrders;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Persistence;

public sealed class SupplyOrder
{
    /// <summary>Orden de suministro.</summary>
    public const string NumberKind = "OS";

    public required Guid Id { get; init; }

    /// <summary>By which people name it: <c>OS-13-2026-04101</c>, by the year of issue; null: of before numbers were given.</summary>
    [MaxLength(DocumentNumber.MaxLength)] public string? Number { get; set; }

    /// <summary>1, 2, 3, ...; the ETag and the version of what is published.</summary>
    public int Version { get; set; }

    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(10)] public required string SourceKind { get; init; }

    /// <summary>A supplier's name, or the code that the warehouse has now; <see cref="StatedSource"/> is the one under which it was
    /// named.</summary>
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
        Id, Version, ChangedAt ?? RecordedAt, ChangedAt ?? RecordedAt, IssuedOn, State, SourceKind, SourceId, Destination, PromisedOn,
        Emergency, OrderLifecycle.Wire(Status),
        [.. lines.OrderBy(x => x.Line).Select(x => new SupplyOrderLine(
            x.Line, x.Clave, x.Award, x.Ordered, x.Shipped, x.InTransit, x.Good, x.Damaged, x.Short, x.Cancelled, x.Quarantined))],
        ApprovedAt, SuppliedOn, Replenishes);
}
