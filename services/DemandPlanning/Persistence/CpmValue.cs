using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

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

    /// <summary>What the levels above add up: the planning quantity of what was computed, or taken from demand and approved; else
    /// 0.</summary>
    public long Planned { get; init; }

    /// <summary>Facilities under this value, itself included, by their status.</summary>
    public int Computed { get; init; }

    public int Insufficient { get; init; }
    public int FromDemand { get; init; }

    /// <summary>JSON of the months behind the value; empty above the facility.</summary>
    public byte[] Months { get; init; } = [];
}
