using System.ComponentModel.DataAnnotations;

namespace Supply.DemandPlanning.Persistence;

/// <summary>A facility that a run could not compute; it is missing in the sums of its state, its buyer and the nation.</summary>
public sealed class CpmSetAside
{
    public required Guid Run { get; init; }
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(2)] public required string State { get; init; }

    /// <summary>On the last day of the window; empty where the catalogue names none.</summary>
    [MaxLength(40)] public string BuyerCode { get; init; } = "";
}
