using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>What a supplier won: one clave at a price, between two dates, for one or several buyers. What an agreement changes of it,
/// <see cref="AwardAmendment"/> keeps.</summary>
public sealed class Award
{
    public required Guid Id { get; init; }
    public required string Supplier { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>1, and one more with each amendment; the ETag.</summary>
    public int Version { get; set; } = 1;

    /// <summary>First and last date on which an order may be issued against it.</summary>
    public required DateOnly ValidFrom { get; init; }

    public required DateOnly ValidTo { get; set; }

    /// <summary>Pesos a piece, 4 places.</summary>
    public required decimal UnitPrice { get; init; }

    public string? FundingSource { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
