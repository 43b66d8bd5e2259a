using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>What a facility dispensed and was asked for of a clave in a local month.</summary>
public sealed class PairMonth
{
    /// <summary>The code under which it was heard; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>Year * 100 + month.</summary>
    public required int Month { get; init; }

    public long Dispensed { get; set; }
    public long Prescribed { get; set; }

    /// <summary>Documents that name the pair in the month; the row goes with the last of them.</summary>
    public int Documents { get; set; }

    /// <summary>Days with dispensed pieces, as bits.</summary>
    public int DispensedDays { get; set; }

    /// <summary>JSON: pieces dispensed by day of the month, so that what a voided document gave can be taken back day by day.</summary>
    public byte[] Days { get; set; } = [];

    public int Version { get; set; }
}
