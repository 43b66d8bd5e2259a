using System.ComponentModel.DataAnnotations;

namespace Supply.Indicators.Persistence;

/// <summary>
/// Something was told of a facility's stock in the month. Rows are only added; who states the month removes those it has read.
/// </summary>
public sealed class StockMonthDue
{
    public required Guid Id { get; init; }
    [MaxLength(11)] public required string Facility { get; init; }
    [MaxLength(7)] public required string Month { get; init; }
}
