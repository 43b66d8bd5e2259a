using Supply.Platform.Http;

namespace Supply.DemandPlanning.Features.Cpm;

/// <summary>One month behind a value, as it is stored and answered.</summary>
/// <param name="Days">Days on which the facility was open.</param>
/// <param name="Reason">Why it does not count: <c>not-reported</c>, <c>stock-out</c>; null when it counts.</param>
/// <param name="StockUnknown">Stock-out days of the month, or of part of it, are not known and taken as none.</param>
public sealed record MonthEvidence(string Month, int Days, int StockOutDays, long Dispensed, long Prescribed, bool Counted,
    [OneOf(Domain.Cpm.NotReported, Domain.Cpm.StockOut)] string? Reason, bool StockUnknown);
