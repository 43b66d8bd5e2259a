using System.ComponentModel.DataAnnotations;
using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>A recall as Inventory told of it, whichever of its messages came first.</summary>
public sealed class LotRecall
{
    public required Guid Id { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }

    /// <summary>A state's code, a facility's code, or null: the nation.</summary>
    [MaxLength(11)] public string? Scope { get; init; }

    public DateTimeOffset? RecalledAt { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }

    /// <summary>It was lifted, and orders that wait for its pieces are still to be brought up to date.</summary>
    public bool Following { get; set; }

    /// <summary>Orders up to this one, in the database's order, have followed the lifting.</summary>
    public Guid? FollowedTo { get; set; }

    public RecallPeriod Period => new(Clave, Lot, RecalledAt, LiftedAt);
}
