using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

internal static class Periods
{
    /// <summary>1 to 20 letters, digits and hyphens: <c>2027-2028</c>; refuses with <c>planning.period</c>.</summary>
    public static Outcome<string> Parse(string? text) =>
        Codes.Normalise(text) is { Length: >= 1 and <= 20 } name
            && name.All(x => char.IsAsciiLetterUpper(x) || char.IsAsciiDigit(x) || x == '-')
            ? name
            : Refusals.Period("period");

    public static readonly Refusal Unknown = Refusals.NoSuchPeriod("period");

    public static Task<bool> HasRequests(this PlanningDb db, DemandEdition edition, CancellationToken ct) =>
        db.Requests.AnyAsync(x => x.Period == edition.Period && x.Edition == edition.Edition, ct);

    public static IQueryable<DemandLine> LinesOf(this PlanningDb db, DemandEdition edition)
    {
        var (period, number) = (edition.Period, edition.Edition);
        return db.Lines.Where(x => x.Period == period && x.Edition == number);
    }

    public static DemandLine NewLine(this DemandEdition edition, string buyer, string state, string clave) =>
        new() { Period = edition.Period, Edition = edition.Edition, Buyer = buyer, State = state, Clave = clave };
}
