using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>The documents on a side of a figure by their ids, some at a time: those of now, or of a position of the log.</summary>
internal sealed class DocumentRows(IndicatorsDb db, FigureQuery asked, Period period, string side, string? reason)
{
    private readonly string[] outcomes = [.. asked.Indicator.Outcomes(side, reason)];

    public async IAsyncEnumerable<DocumentRow> Running(string after, int chunk, [EnumeratorCancellation] CancellationToken ct)
    {
        var kind = DocumentKind.Of(asked.Indicator.Family);
        var classes = asked.Group.Level == Dimension.ProductClass ? await ReferenceLookup.Classes(db, ct) : null;
        var facts = In(db.Documents.AsNoTracking().Where(x => x.Kind == kind && x.LocalDate >= period.From && x.LocalDate <= period.To
            && outcomes.Contains(x.Outcome)));
        while (true)
        {
            var from = after;
            var rows = await facts.Where(x => string.Compare(x.DocumentId, from) > 0).OrderBy(x => x.DocumentId).Take(chunk)
                .ToListAsync(ct);
            foreach (var x in rows)
                if (On(x.DocumentId, x.Version, x.Facility, x.LocalDate, x.Outcome, x.Counts, x.Parts ?? PartCounts.None, classes!)
                    is { } row)
                    yield return row;
            if (rows.Count < chunk)
                yield break;
            after = rows[^1].DocumentId;
        }
    }

    public async IAsyncEnumerable<DocumentRow> Published(string after, long position, int chunk,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var (indicator, log) = (asked.Indicator, new LogReader(db, position));
        var latest = await log.OfGroup(log.Latest(DocumentKind.Of(indicator.Family), period), asked.Group, ct);
        while (true)
        {
            var from = after;
            var rows = await latest.Where(x => string.Compare(x.DocumentId, from) > 0).OrderBy(x => x.DocumentId).Take(chunk)
                .ToListAsync(ct);
            foreach (var x in rows)
                if (await Belongs(log, x, indicator.Family, asked.Group, ct) && await log.Judge(x, ct) is var judged
                    && On(x.DocumentId, x.Version, await log.FacilityOf(x, ct), x.LocalDate, judged.Outcome, judged.Counts, judged.Parts,
                        clave => log.ClassOf(clave)) is { } row)
                    yield return row;
            if (rows.Count < chunk)
                yield break;
            after = rows[^1].DocumentId;
        }
    }

    /// <summary>How many documents have to be read to find those of the figure: all of its facility, its state or the nation.</summary>
    public static async Task<long> Scanned(IndicatorsDb db, FigureQuery asked, Period period, CancellationToken ct)
    {
        var family = asked.Indicator.Family == Family.Hospital ? Family.Prescriptions : asked.Indicator.Family;
        var group = asked.Group.Level is Dimension.State or Dimension.Facility ? asked.Group : Group.Nation;
        var counts = await db.Figures.AsNoTracking().Where(x => x.Family == family && x.Level == group.Level && x.Code == group.Code
            && x.Period == period.Text).Select(x => x.Counts).SingleOrDefaultAsync(ct) ?? Counts.Zero;
        return counts[Counter.Documents] + counts[Counter.Voided];
    }

    /// <summary>A document of the facility or the state asked for may be in figures of the family and the group, as it was then.</summary>
    public static async Task<bool> Belongs(LogReader log, FactLogRow row, Family family, Group group, CancellationToken ct)
    {
        var at = await log.At(row, ct);
        return (family != Family.Hospital || at is { IsHospital: true })
            && (group.Level is Dimension.Nation or Dimension.State or Dimension.Facility || group.Level.Rule().WholeNationOnly
                || (at is not null && group.Has(at)));
    }

    private DocumentRow? On(string id, int version, string facility, DateOnly date, string outcome, Counts counts, PartCounts parts,
        Func<string, ProductClass> classOf)
    {
        var (own, why) = (In(asked.Group, counts, parts, classOf), IndicatorStatement.ReasonOf(counts));
        return asked.Indicator.IsOn(side, outcome, own)
            && (side == "excluded" ? outcomes.Contains(outcome) : reason is null || why == reason)
            ? new(id, version, facility, date, outcome, own, why) : null;
    }

    // What a facility is on a day, the figure of its day knows.
    private IQueryable<DocumentFact> In(IQueryable<DocumentFact> facts)
    {
        var (family, group) = (asked.Indicator.Family, asked.Group);
        facts = group.Level switch
        {
            Dimension.State => facts.Where(x => x.State == group.Code),
            Dimension.Facility => facts.Where(x => x.Facility == group.Code),
            _ => facts,
        };
        if ((group.Level is Dimension.Nation or Dimension.State or Dimension.Facility && family != Family.Hospital)
            || group.Level.Rule().WholeNationOnly)
            return facts;
        var days = db.Figures.Where(x => x.Family == family && x.Level == Dimension.Facility && x.Grain == Grain.Day
            && (family != Family.Hospital || x.Kind == FacilityKind.Hospital)).Where(FigureQuery.Within<Figure>(group));
        return facts.Where(x => days.Any(y => y.Code == x.Facility && y.EndsOn == x.LocalDate));
    }

    /// <summary>What a document adds to the group's figures: of a class what it adds to the class's claves.</summary>
    private static Counts In(Group group, Counts counts, PartCounts parts, Func<string, ProductClass> classOf) => group.Level switch
    {
        Dimension.ProductClass => Counts.Sum(parts.All.Where(x => x.Key.Level == Dimension.Clave
            && Group.Of(classOf(x.Key.Code)) == group).Select(x => x.Value)),
        var level => level.Rule().WholeNationOnly ? parts.Of(group) : counts,
    };
}
