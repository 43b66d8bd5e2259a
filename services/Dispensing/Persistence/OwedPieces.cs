using System.ComponentModel.DataAnnotations;

namespace Supply.Dispensing.Persistence;

/// <summary>
/// The pieces that a line of a standing prescription still owes, so that they are found by clave; a line that owes none has no row.
/// </summary>
public sealed class OwedPieces : IStatedAt
{
    public required Guid Prescription { get; init; }
    public required int Line { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>1 or more.</summary>
    public required int Owed { get; set; }

    /// <summary>Of the prescription; the list is in its order.</summary>
    public required DateTimeOffset PresentedAt { get; set; }

    /// <summary>The code under which the prescription was recorded; it never changes.</summary>
    [MaxLength(11)] public required string StatedFacility { get; init; }

    /// <summary>The code that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; set; }

    [MaxLength(2)] public required string State { get; set; }
}
