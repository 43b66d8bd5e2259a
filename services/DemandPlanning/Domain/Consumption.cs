using Supply.Contracts.Dispensing;

namespace Supply.DemandPlanning.Domain;

/// <summary>From prescriptions to consumption: what was dispensed counts on the day it was handed over, what was prescribed on the day it
/// was presented.</summary>
public static class Consumption
{
    public static int Key(DateOnly date) => date.Year * 100 + date.Month;

    public static int Key(Month month) => month.Year * 100 + month.Number;

    public static Month MonthOf(int key) => new(key / 100, key % 100);

    /// <summary>Voided documents, and those that name something the catalogue does not know, count for nothing.</summary>
    public static Contribution Of(PrescriptionChanged document)
    {
        if (document.Status != PrescriptionStatus.Recorded || document.Unknown is { Count: > 0 })
            return Contribution.Nothing;
        var claves = document.Lines.ToDictionary(x => x.Line, x => x.Clave);
        var atPresentation = document.Lines.Select(x =>
            new Share(x.Clave, document.LocalDate, x.Dispensed, x.SubstituteFor is null ? x.Prescribed : 0));
        var later = (document.Deliveries ?? []).SelectMany(delivery => delivery.Lines
            .Where(x => claves.ContainsKey(x.Line))
            .Select(x => new Share(claves[x.Line], delivery.LocalDate, x.Quantity, 0)));
        var shares = atPresentation.Concat(later)
            .GroupBy(x => (x.Clave, x.Date))
            .Select(x => new Share(x.Key.Clave, x.Key.Date, x.Sum(y => y.Dispensed), x.Sum(y => y.Prescribed)));
        return new(document.Facility, document.State, Key(document.LocalDate), [.. shares]);
    }

    /// <summary>The changes that turn what the old version added into what the new one adds, in the order of their keys.</summary>
    public static IReadOnlyList<PairDifference> Between(Contribution before, Contribution after) =>
    [
        .. Signed(before, -1).Concat(Signed(after, 1))
            .GroupBy(x => (x.Facility, x.Clave, x.Month))
            .OrderBy(x => x.Key.Facility, StringComparer.Ordinal).ThenBy(x => x.Key.Clave, StringComparer.Ordinal).ThenBy(x => x.Key.Month)
            .Select(x => new PairDifference(x.Key.Facility, x.Key.Clave, x.Key.Month, x.Sum(y => y.Documents), x.Sum(y => y.Prescribed),
                Sum(x)))
            .Where(x => x.Documents != 0 || x.Prescribed != 0 || x.Days.Count > 0),
    ];

    private static IEnumerable<PairDifference> Signed(Contribution contribution, int sign) => contribution.Shares
        .GroupBy(x => (x.Clave, Month: Key(x.Date)))
        .Select(x => new PairDifference(contribution.Facility, x.Key.Clave, x.Key.Month, sign, sign * x.Sum(y => y.Prescribed),
            x.ToDictionary(y => y.Date.Day, y => sign * y.Dispensed)));

    private static Dictionary<int, long> Sum(IEnumerable<PairDifference> parts) => parts
        .SelectMany(x => x.Days).GroupBy(x => x.Key)
        .Select(x => (Day: x.Key, Pieces: x.Sum(y => y.Value)))
        .Where(x => x.Pieces != 0)
        .ToDictionary(x => x.Day, x => x.Pieces);
}
