namespace Supply.DemandPlanning.Domain;

/// <param name="Reason">Why the month does not count: <c>not-reported</c> or <c>stock-out</c>; null when it counts.</param>
public sealed record JudgedMonth(MonthFacts Facts, bool Counted, string? Reason);
