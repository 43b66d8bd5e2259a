using Supply.Indicators.Domain;

namespace Supply.Indicators.Features.Figures;

/// <summary>A document behind a figure, and what it adds to it.</summary>
/// <param name="Why">Why a prescription is not complete; null: it is, or it is an order.</param>
internal sealed record DocumentRow(string Id, int Version, string Facility, DateOnly LocalDate, string Outcome, Counts Counts, string? Why);
