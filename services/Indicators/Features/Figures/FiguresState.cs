using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Targets;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>How far the running figures of a family stand, and what may be missing in them.</summary>
internal sealed class FiguresState
{
    // The job runs twice a second; a great load takes it minutes.
    private static readonly TimeSpan late = TimeSpan.FromMinutes(10);

    private static readonly string[] documents = DocumentKind.Counted;

    private readonly FigureQuery asked;
    private readonly long everywhere; // days, figures and references that could not be counted
    private readonly MissingFacts? facts;
    private readonly SetTargets? targets; // null: none was set beside those that the documents print

    private FiguresState(FigureQuery asked, DateTimeOffset? standsStillSince, long parked, long everywhere, MissingFacts? facts,
        SetTargets? targets)
    {
        (StandsStillSince, Parked) = (standsStillSince, parked);
        (this.asked, this.everywhere, this.facts, this.targets) = (asked, everywhere, facts, targets);
    }

    public DateTimeOffset? StandsStillSince { get; }

    /// <summary>Messages of this service that are parked, whatever they tell of.</summary>
    public long Parked { get; }

    /// <summary>
    /// One row by key and two counts over what was set aside, as a rule nothing; only then is it read where that belongs. Of what was
    /// published nothing is to be said.
    /// </summary>
    public static async Task<FiguresState> Read(IndicatorsDb db, FigureQuery asked, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (asked.AsOf is not null)
            return new(asked, null, 0, 0, null, await SetTargets.Read(db, asked.Indicator, ct));
        var indicator = asked.Indicator.Code;
        var state = await db.LogHeads.AsNoTracking().Select(x => new
        {
            x.BehindSince,
            Waiting = db.Incoming.OrderBy(y => y.Id).Select(y => (DateTimeOffset?)y.At).FirstOrDefault(),
            Parked = db.Parked.LongCount(),
            Everywhere = db.Uncounted.LongCount(y => !documents.Contains(y.Kind)),
            Documents = db.Uncounted.Any(y => documents.Contains(y.Kind)),
            Targets = db.Targets.Any(y => y.Indicator == indicator),
        }).SingleAsync(ct);
        var missing = state.Documents || state.Parked > 0 ? await MissingFacts.Read(db, asked.Indicator.Family, from, to, ct) : null;
        var since = state.Waiting < state.BehindSince ? state.Waiting : state.BehindSince ?? state.Waiting;
        var still = since < db.Origin.Clock.GetUtcNow() - late ? since : null;
        return new(asked, still, state.Parked, state.Everywhere, missing,
            state.Targets ? await SetTargets.Read(db, asked.Indicator, ct) : null);
    }

    /// <summary>Facts, days and figures that cannot be counted, or wait for an operator, and could belong to the figure.</summary>
    public long SetAside(Group group, Period period) => everywhere + (facts?.Of(asked.Indicator.Family, group, period) ?? 0);

    public FigureView On(FigureView figure) => (targets is null ? figure : figure.With(targets)) with
    {
        StandsStillSince = StandsStillSince, SetAside = SetAside(new(figure.Level, figure.Code), Period.Stored(figure.Period)),
        Parked = Parked,
    };
}
