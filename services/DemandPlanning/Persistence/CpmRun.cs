using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>One computation over the nation; it goes on where it stopped when the process ended in the middle.</summary>
public sealed class CpmRun
{
    /// <summary>Started by the monthly schedule: proposed to central supply.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>Started by a person, to look at.</summary>
    public const string Requested = "requested";

    public required Guid Id { get; init; }

    /// <summary>1, 2, 3, ... in the order of their start.</summary>
    public required int Number { get; init; }

    /// <summary>The last month of the window, year * 100 + month.</summary>
    public required int AsOf { get; init; }

    /// <summary>Months: 3, 6, 12 or 24.</summary>
    public required int Window { get; init; }

    public required string By { get; init; }

    /// <summary><see cref="Scheduled"/> or <see cref="Requested"/>.</summary>
    [MaxLength(10)] public string Origin { get; set; } = Requested;

    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Since when demand, lists and exports use this run for its month and window; null: they do not.</summary>
    public DateTimeOffset? OfficialAt { get; set; }

    public string? OfficialBy { get; set; }
    public int Version { get; set; }

    /// <summary><c>official</c>, <c>proposed</c> for one of the schedule that nobody has made official, else <c>exploratory</c>.</summary>
    public string Standing => OfficialAt is not null ? "official" : Origin == Scheduled ? "proposed" : "exploratory";

    /// <summary>Facilities up to this one, in the database's order, are computed.</summary>
    [MaxLength(11)] public string LastFacility { get; set; } = "";

    /// <summary>All facilities are computed; what is left are the sums.</summary>
    public bool FacilitiesAreDone { get; set; }

    /// <summary>Claves up to this one are summed.</summary>
    [MaxLength(15)] public string LastClave { get; set; } = "";

    public int FacilitiesDone { get; set; }

    /// <summary>Its values are gone: a later run over the same months took their place. It cannot be made official any more.</summary>
    public bool Dropped { get; set; }

    /// <summary>How many facilities had reported when the run began.</summary>
    public int FacilitiesExpected { get; set; }

    public int Computed { get; set; }
    public int Insufficient { get; set; }
    public int FromDemand { get; set; }
}

/// <summary>The CPM of a clave at a facility, or the sum over facilities at a higher level.</summary>
public sealed class CpmValue
{
    public const string Facility = "facility";
    public const string Buyer = "buyer";
    public const string OfState = "state";
    public const string Nation = "nation";

    public required Guid Run { get; init; }
    [MaxLength(10)] public required string Level { get; init; }

    /// <summary>Facility, buyer or state; empty for the nation.</summary>
    [MaxLength(40)] public required string Code { get; init; }

    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(2)] public required string State { get; init; }

    /// <summary>The buyer of the facility on the last day of the window; empty where the catalogue names none.</summary>
    [MaxLength(40)] public string BuyerCode { get; init; } = "";

    [MaxLength(20)] public required string Status { get; init; }

    /// <summary>Pieces a month, 4 decimals.</summary>
    public decimal? Cpm { get; init; }

    public long? PlanningQuantity { get; init; }

    /// <summary>What the levels above add up: the planning quantity of what was computed, or taken from demand and approved; else 0.</summary>
    public long Planned { get; init; }

    /// <summary>Facilities under this value, itself included, by their status.</summary>
    public int Computed { get; init; }

    public int Insufficient { get; init; }
    public int FromDemand { get; init; }

    /// <summary>JSON of the months behind the value; empty above the facility.</summary>
    public byte[] Months { get; init; } = [];
}

/// <summary>Central supply lets a quantity that was only asked for count in the sums of a month.</summary>
public sealed class FromDemandApproval
{
    public required int AsOf { get; init; }

    /// <summary>The code under which it was approved; <see cref="CurrentFacility"/> is the one that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; init; }

    [MaxLength(11)] public required string CurrentFacility { get; set; }
    [MaxLength(15)] public required string Clave { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}
