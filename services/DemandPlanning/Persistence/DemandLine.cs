using System.ComponentModel.DataAnnotations;
using Supply.DemandPlanning.Domain;

namespace Supply.DemandPlanning.Persistence;

/// <summary>Three quantities of a buyer and a clave side by side; none overwrites another.</summary>
public sealed class DemandLine
{
    [MaxLength(20)] public required string Period { get; init; }
    public required int Edition { get; init; }
    [MaxLength(40)] public required string Buyer { get; init; }
    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(2)] public required string State { get; init; }
    public int Version { get; set; }

    /// <summary>By the buyer's state.</summary>
    public long? Requested { get; set; }

    [MaxLength(1000)] public string? Justification { get; set; }

    /// <summary>Planning quantities of the buyer's own facilities times the months.</summary>
    public long? CpmBased { get; set; }

    public Guid? CpmRun { get; set; }

    /// <summary>The request is further from the CPM-based quantity than the configured share.</summary>
    public bool Deviates { get; set; }

    /// <summary>By central supply: the maximum.</summary>
    public long? Consolidated { get; set; }

    /// <summary>As printed where it was imported.</summary>
    public long? Min { get; set; }

    /// <summary>The printed minimum is not the rule's.</summary>
    public bool MinDeviates { get; set; }

    /// <summary>The monthly consumption times the months was no whole number.</summary>
    public bool Rounded { get; set; }

    /// <summary>Whether anything changed.</summary>
    public bool Consolidate(long max, long min, bool rounded)
    {
        if ((Consolidated, Min, Rounded) == (max, min, rounded))
            return false;
        (Consolidated, Min, Rounded, MinDeviates) = (max, min, rounded, min != Demand.Minimum(max));
        Version++;
        return true;
    }
}
