using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class ListMissing
{
    /// <param name="Description">As the catalogue says it now; null where it has not told of the clave.</param>
    /// <param name="Prescriptions">In which a line of the clave was not filled completely at presentation.</param>
    /// <param name="Pieces">That were prescribed in these lines and not given at presentation.</param>
    public sealed record MissingClave(string Clave, string? Description, long Prescriptions, long Lines, long Pieces);

    /// <param name="AsOf">When the place's figure of prescriptions last changed; null: nobody has reported.</param>
    public sealed record MissingClaves(IReadOnlyList<MissingClave> Items, DateTimeOffset? AsOf);

    [EndpointSummary("The claves that were most often not filled completely at presentation: prescriptions, lines and pieces that were not "
        + "given, of the nation, a state (a day or a month) or a facility; of the prescriptions that ind-b counts.")]
    public static async Task<IResult> Handle([OneOf(typeof(Dimension))] string? level, string? code, [Required] string? period, int? limit,
        IndicatorsDb db, CancellationToken ct)
    {
        if (FigureQuery.Read("ind-b", level, code, null).Refused(out var why, out var asked)
            || Period.Parse(period).Refused(out why, out var of) || Pages.Limit(limit ?? 20).Refused(out why, out var size))
            return Results.Extensions.Refused(why);
        if (asked.Group.Level is not (Dimension.Nation or Dimension.State or Dimension.Facility))
            return Results.Extensions.Refused(Refusals.Level(["nation", "state", "facility"], "level"));
        if (asked.Group.Level == Dimension.State && of.Grain == Grain.Year)
            return Results.Extensions.Refused(Refusals.MissingPeriod());
        asked = await asked.UnderCurrentCode(db, ct);
        var claves = asked.Group.Level == Dimension.Nation ? await OfNation(db, of, ct) : await OfPlace(db, asked.Group, of, ct);
        var most = claves.Where(x => x.Counts[Counter.NotFilled] > 0)
            .OrderByDescending(x => x.Counts[Counter.NotFilled]).ThenByDescending(x => NotGiven(x.Counts))
            .ThenBy(x => x.Clave, StringComparer.Ordinal).Take(size).ToList();
        var names = await GroupNames.Read(db, Dimension.Clave, most.Select(x => x.Clave), ct);
        var at = await asked.Running(db).Where(x => x.Period == of.Text).Select(x =>
            (DateTimeOffset?)x.ComputedAt).SingleOrDefaultAsync(ct);
        return new ETagResult<MissingClaves>(new([.. most.Select(x => new MissingClave(x.Clave, names.GetValueOrDefault(x.Clave),
            x.Counts[Counter.NotFilled], x.Counts[Counter.Lines] - x.Counts[Counter.LinesFilled], NotGiven(x.Counts)))], at));
    }

    private static long NotGiven(Counts x) => x[Counter.Pieces] - x[Counter.PiecesGiven];

    private static async Task<List<(string Clave, Counts Counts)>> OfNation(IndicatorsDb db, Period period, CancellationToken ct) =>
        [.. (await db.Figures.AsNoTracking()
            .Where(x => x.Family == Family.Prescriptions && x.Level == Dimension.Clave && x.Period == period.Text)
            .Select(x => new { x.Code, x.Counts }).ToListAsync(ct)).Select(x => (x.Code, x.Counts))];

    // No figure is kept of each clave in each place (ADR 11): the prescriptions that were not complete are read, as they come.
    private static async Task<List<(string Clave, Counts Counts)>> OfPlace(IndicatorsDb db, Group group, Period period,
        CancellationToken ct)
    {
        var facts = db.Documents.AsNoTracking().Where(x => x.Kind == DocumentKind.Prescription && x.Outcome == Judgement.Incomplete
            && x.LocalDate >= period.From && x.LocalDate <= period.To && x.Parts != null);
        facts = group.Level == Dimension.State ? facts.Where(x => x.State == group.Code) : facts.Where(x => x.Facility == group.Code);
        var sums = new Dictionary<string, Counts>(StringComparer.Ordinal);
        await foreach (var parts in facts.Select(x => x.Parts!).AsAsyncEnumerable().WithCancellation(ct))
            foreach (var (part, counts) in parts.All)
                if (part.Level == Dimension.Clave && counts[Counter.NotFilled] > 0)
                    sums[part.Code] = sums.TryGetValue(part.Code, out var so) ? so.Plus(counts) : counts;
        return [.. sums.Select(x => (x.Key, x.Value))];
    }
}
