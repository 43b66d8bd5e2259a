using System.ComponentModel.DataAnnotations;

namespace Supply.PurchaseOrders.Persistence;

/// <summary>An agreement that changed an award. Never changed itself.</summary>
public sealed class AwardAmendment
{
    public required Guid Id { get; init; }
    public required Guid AwardId { get; init; }

    /// <summary>The award's version that it made.</summary>
    public required int Version { get; init; }

    /// <summary>Number of the document that was signed.</summary>
    [MaxLength(100)] public required string Document { get; init; }

    [MaxLength(500)] public required string Reason { get; init; }
    public required DateOnly ValidToBefore { get; init; }
    public required DateOnly ValidToAfter { get; init; }

    /// <summary>JSON of the buyers' bounds that it changed, before and after.</summary>
    public required byte[] Buyers { get; init; }

    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
