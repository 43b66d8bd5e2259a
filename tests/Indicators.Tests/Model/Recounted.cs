namespace Supply.Indicators.Tests.Model;

/// <param name="Excluded">Documents that the rule leaves out, whatever the reason.</param>
/// <param name="Facilities">Reporting, expected.</param>
/// <param name="Days">Reporting, expected.</param>
/// <param name="Documents">Documents of the family, counted or not.</param>
internal sealed record Recounted(long Numerator, long Denominator, long Excluded, (int, int) Facilities, (int, int) Days, int Documents)
{
    public static Recounted Shown(FigureAnswer x, int documents) => new(x.Numerator, x.Denominator, x.Excluded.Sum(y => y.Count),
        (x.Coverage.Facilities.Reporting, x.Coverage.Facilities.Expected),
        (x.Coverage.FacilityDays.Reporting, x.Coverage.FacilityDays.Expected), documents);
}
