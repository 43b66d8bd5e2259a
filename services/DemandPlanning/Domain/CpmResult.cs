namespace Supply.DemandPlanning.Domain;

/// <param name="Value">Pieces a month, 4 decimals; null unless <paramref name="Status"/> is computed.</param>
/// <param name="PlanningQuantity">Whole pieces a month to plan with; null with insufficient data.</param>
/// <param name="Months">The months in which the facility was open, oldest first.</param>
public sealed record CpmResult(string Status, decimal? Value, long? PlanningQuantity, IReadOnlyList<JudgedMonth> Months);
