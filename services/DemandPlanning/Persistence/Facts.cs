using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>The version of a prescription that the monthly facts hold, and what it added to them.</summary>
public sealed class CountedDocument
{
    public required Guid Id { get; init; }
    public int Version { get; set; }

    /// <summary>JSON of a <see cref="Domain.Contribution"/>; a later version takes it back before it adds its own.</summary>
    public byte[] Contribution { get; set; } = [];
}

/// <summary>A facility's statement about one of its days.</summary>
public sealed class CountedReport
{
    [MaxLength(11)] public required string Facility { get; init; }
    public required DateOnly Day { get; init; }
    public int Version { get; set; }
    public bool Activity { get; set; } = true;
}

/// <summary>Whether a facility reported in a month: yes when any count is above zero.</summary>
public sealed class FacilityMonth
{
    /// <summary>The code under which it was heard; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }

    /// <summary>Year * 100 + month.</summary>
    public required int Month { get; init; }

    public int Prescriptions { get; set; }

    /// <summary>Days stated to be without activity.</summary>
    public int Statements { get; set; }

    public int Version { get; set; }
}

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

/// <summary>The days of a month on which a pair ended without a usable piece, as Inventory last told.</summary>
public sealed class StockMonth
{
    /// <summary>The code under which it was heard; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }
    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>Year * 100 + month.</summary>
    public required int Month { get; init; }

    public int Version { get; set; }

    /// <summary>As bits.</summary>
    public int EmptyDays { get; set; }

    /// <summary>Holds for later months without a row of their own.</summary>
    public bool ClosedEmpty { get; set; }

    public DateOnly? KnownFrom { get; set; }
}

/// <summary>What a facility has of a clave and what is on its way, as Inventory last told.</summary>
public sealed class StockPosition
{
    /// <summary>The code under which it was heard; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }
    [MaxLength(15)] public required string Clave { get; init; }
    public int Version { get; set; }
    public long Usable { get; set; }
    public long InTransit { get; set; }
    public DateOnly? KnownFrom { get; set; }
}
