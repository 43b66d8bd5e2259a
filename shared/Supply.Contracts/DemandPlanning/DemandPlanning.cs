namespace Supply.Contracts.DemandPlanning;

/// <summary>A run over the nation has finished.</summary>
/// <param name="AsOf">The last month of the window, <c>2026-10</c>.</param>
/// <param name="Window">Months: 3, 6, 12 or 24.</param>
/// <param name="SetAside">Facilities that could not be computed: no sum holds them.</param>
public sealed record CpmComputed(
    Guid Id, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string AsOf, int Window, string Rule, int Computed, int Insufficient, int FromDemand, int SetAside = 0) : IFact;

/// <summary>The published demand of one buyer for a period: the monthly demand by which orders are prioritised.</summary>
/// <param name="From">The first month, <c>2027-01</c>.</param>
public sealed record DemandApproved(
    string Period, string Buyer, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    string From, int Months, IReadOnlyList<ApprovedDemand> Lines) : IFact;

/// <param name="Monthly">Approved pieces a month, rounded to 4 places half away from zero.</param>
public sealed record ApprovedDemand(string Clave, decimal Monthly, long Min, long Max);
