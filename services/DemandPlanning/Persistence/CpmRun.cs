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

    /// <summary>Facilities that could not be computed (<see cref="CpmSetAside"/>): no sum holds them.</summary>
    public int FacilitiesSetAside { get; set; }

    /// <summary>Claves whose sums could not be computed.</summary>
    public int ClavesSetAside { get; set; }

    /// <summary>Messages that the service had parked when the run ended: what they say of consumption or stock is not in it.</summary>
    public int FactsParked { get; set; }

    public int Computed { get; set; }
    public int Insufficient { get; set; }
    public int FromDemand { get; set; }
}
