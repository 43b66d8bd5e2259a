using Supply.Contracts;

namespace Supply.Indicators.Domain;

/// <summary>
/// In the fact log: on how many days of a month a facility had usable pieces of each clave that it keeps, made of what Inventory tells of
/// positions and stock-out days. It is dated on the month's first day.
/// </summary>
/// <param name="Month"><c>2026-10</c>.</param>
/// <param name="Through">The last day that it speaks of: the month's, or in a month that has not ended the last that has.</param>
/// <param name="Days">Days of the month up to <paramref name="Through"/>.</param>
/// <param name="Stocked">Claves whose stock was known on all of the days and that ended none without a usable piece.</param>
/// <param name="Lines">The other claves.</param>
/// <param name="Unknown">Claves of the formulary of which the facility has never received or counted any.</param>
public sealed record StockMonthStated(
    string Facility, string Month, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate,
    DateOnly Through, int Days, IReadOnlyList<string> Stocked, IReadOnlyList<StockLine> Lines, int Unknown) : IFact;
