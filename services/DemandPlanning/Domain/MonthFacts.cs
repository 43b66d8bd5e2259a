namespace Supply.DemandPlanning.Domain;

/// <summary>What is known of a facility, a clave and a closed local month.</summary>
/// <param name="Days">D: days of the month on which the facility was open, 0 to 31.</param>
/// <param name="StockOutDays">s: open days that ended without a usable piece and on which nothing was dispensed.</param>
/// <param name="Dispensed">q: pieces given to patients or to the facility's own wards.</param>
/// <param name="Prescribed">Pieces asked for.</param>
/// <param name="Reported">The facility said something in the month: a prescription, a ward issue, or that there was no activity.</param>
/// <param name="StockUnknown">The month, or part of it, lies before the pair's first receipt or count, where s is taken as 0.</param>
public sealed record MonthFacts(Month Month, int Days, int StockOutDays, long Dispensed, long Prescribed, bool Reported,
    bool StockUnknown = false);
