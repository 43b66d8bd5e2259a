using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// Makes publications again from the log, all in one reading of it: each version of a document is added to the figures of
/// every period and position for which it was in force. A period that was restated more often than <see cref="AtOnce"/> times
/// needs another reading, so that memory does not grow with the restatements.
/// </summary>
internal sealed class VerifyPublications(IndicatorsDb db, ReferenceHistory reference)
{
    public const int AtOnce = 8;

    private readonly List<LogFigures> open = [];
    private Queue<(Family Family, Period Period, long Position)> next = [];

    public long Checked { get; private set; }
    public List<string> Wrong { get; } = [];

    /// <summary>Statements under rules that this version does not have.</summary>
    public long OtherRules { get; private set; }

    /// <summary>What is to be made in each reading of the log.</summary>
    public static async Task<List<List<(Family Family, Period Period, long Position)>>> Readings(IndicatorsDb db, long upTo,
        CancellationToken ct)
    {
        var all = await db.Publications.Where(x => x.Position <= upTo).Select(x => new { x.Family, x.Period, x.Position }).Distinct()
            .ToListAsync(ct);
        return [.. all.GroupBy(x => (x.Family, x.Period))
            .SelectMany(x => x.OrderBy(y => y.Position).Select((y, i) =>
                (Reading: i / AtOnce, Made: (y.Family, Period: Period.Stored(y.Period), y.Position))))
            .GroupBy(x => x.Reading, x => x.Made).OrderBy(x => x.Key)
            .Select(x => x.OrderBy(y => y.Period.From).ThenBy(y => y.Position).ToList())];
    }

    public void Begin(IEnumerable<(Family Family, Period Period, long Position)> reading) => next = new(reading);

    public bool IsAsked(DateOnly date) => open.Exists(x => x.Period.To >= date)
        || next.Any(x => x.Period.From <= date && date <= x.Period.To);

    /// <summary>Days come in order; those of which nothing was published may be left out.</summary>
    public async Task BeginDay(DateOnly date, CancellationToken ct)
    {
        await CloseBefore(date, ct);
        while (next.TryPeek(out var first) && first.Period.From <= date)
        {
            next.Dequeue();
            open.Add(new LogFigures(first.Family, first.Period, first.Position, reference.At(first.Position)));
            await CloseBefore(date, ct); // nobody had a document in it
        }
    }

    public void Add(LoggedVersion version)
    {
        ReferenceAt? judgedBy = null;
        var judged = Judgement.None;
        foreach (var figures in open.Where(x => DocumentKind.TalliedIn(x.Family).Contains(version.Row.Kind)
            && version.IsNewestAt(x.Position)))
        {
            if (judgedBy != figures.Reference)
                (judgedBy, judged) = (figures.Reference, figures.Reference.Judge(version.Row, out _));
            var facility = judgedBy.FacilityOf(version.Row);
            figures.Add(facility, ReferenceLookup.StateOf(facility, version.Row.State), judged);
        }
    }

    public void EndDay(DateOnly date) => open.ForEach(x => x.EndDay(date));

    public async Task End(CancellationToken ct)
    {
        while (next.TryDequeue(out var last))
            open.Add(new LogFigures(last.Family, last.Period, last.Position, reference.At(last.Position)));
        await CloseBefore(DateOnly.MaxValue, ct);
    }

    private async Task CloseBefore(DateOnly date, CancellationToken ct)
    {
        foreach (var figures in open.Where(x => x.Period.To < date).ToList())
        {
            await Compare(figures, ct);
            open.Remove(figures);
        }
    }

    private async Task Compare(LogFigures made, CancellationToken ct)
    {
        var (family, period, position) = (made.Family, made.Period.Text, made.Position);
        await foreach (var x in db.Publications.AsNoTracking()
            .Where(x => x.Family == family && x.Period == period && x.Position == position)
            .AsAsyncEnumerable().WithCancellation(ct))
        {
            Checked++;
            var (again, said) = (made.Of(x.Group), MessageJson.Read<List<IndicatorStatement>>(x.Statements));
            var known = said.Where(y => Indicator.WithCode(y.Indicator)?.Rule == y.Rule).ToList();
            OtherRules += said.Count - known.Count;
            if (again.Coverage != x.Coverage || !IndicatorStatement.SayAs(known, again.Counts))
                Wrong.Add($"{x.Family} {x.Period} {x.Level} {x.Code} v{x.Version}");
        }
    }
}
