using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Indicators;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>Publishes a batch of the closed figures that have changed since they were last published.</summary>
internal sealed class PublishFigures(IndicatorsDb db, DateTimeOffset now)
{
    private const int Batch = 200;

    private static readonly string[] counted = DocumentKind.Counted;

    // Of more days than these nothing is published until their facts are counted.
    private const int MostDaysToCount = 366;

    /// <summary>What cannot be published yet; null: all the rest can.</summary>
    public string? Waiting { get; private set; }

    /// <returns>How many figures were looked at. A period with facts that are not counted yet waits; the others go on.</returns>
    public async Task<int> Next(DateOnly last, CancellationToken ct)
    {
        var position = await new FactLog(db).LockAtLast(ct);
        if (await db.Pending.AnyAsync(ct))
        {
            Waiting = "documents are judged again";
            return 0;
        }
        var stale = await DaysToCount(last, ct);
        Waiting = stale.Count == 0 ? null : $"{stale.Count} days have facts that are not counted yet";
        if (stale.Count > MostDaysToCount)
            return 0;
        string[] wait = [.. stale.SelectMany(Period.Around).Select(x => x.Text).Distinct()];
        var figures = await db.Figures.Where(x => !x.Final && x.EndsOn >= CountedDates.Earliest && x.EndsOn <= last
            && db.Closed.Any(y => y.Period == x.Period))
            .Where(x => !wait.Contains(x.Period))
            // As the index has them: in any further order each batch would read and sort all that is left of a day.
            .OrderBy(x => x.EndsOn).Take(Batch).ToListAsync(ct);
        var before = await LastPublished(figures, ct);
        var changes = await CodeChanges(figures, ct);
        foreach (var figure in figures)
        {
            figure.Final = true;
            figure.Revision++;
            if (figure.Family == Family.Stock && figure.Grain == Grain.Day)
                continue; // it only holds the month's facts, which are stated anew every day
            if (before.TryGetValue((figure.Family, figure.Level, figure.Code, figure.Period, figure.Published), out var published)
                && Says(published, figure))
                continue;
            figure.Reason = figure.Published == 0 ? null
                : changes.Exists(x => x.At > figure.PublishedAt && x.Groups.Contains(figure.Group)) ? Publication.FacilityCode
                    : Publication.LateFacts;
            (figure.Published, figure.PublishedAt) = (figure.Published + 1, now);
            var publication = Of(figure, position);
            db.Publications.Add(publication);
            Tell(publication);
        }
        return figures.Count;
    }

    // What is counted is exact, but would be restated at once.
    private Task<List<DateOnly>> DaysToCount(DateOnly last, CancellationToken ct) =>
        db.Incoming.Where(x => x.LocalDate >= CountedDates.Earliest && x.LocalDate <= last && counted.Contains(x.Kind))
            .Select(x => x.LocalDate).Distinct().OrderBy(x => x).Take(MostDaysToCount + 1).ToListAsync(ct);

    // By their keys: of a period's publications, which are some ten thousand, only those.
    private async Task<Dictionary<(Family, Dimension, string, string, int),
        Publication>> LastPublished(List<Figure> figures, CancellationToken ct)
    {
        var known = figures.Where(x => x.Published > 0).ToList();
        return known.Count == 0 ? [] : await db.Publications
            .WithKeys(x => new { x.Family, x.Level, x.Code, x.Period, x.Version },
                known.Select(x => new { x.Family, x.Level, x.Code, x.Period, Version = x.Published }))
            .AsNoTracking().ToDictionaryAsync(x => (x.Family, x.Level, x.Code, x.Period, x.Version), ct);
    }

    /// <summary>The changes of facilities' codes since the first of the figures was published, and whom they concern.</summary>
    private async Task<List<(DateTimeOffset At, HashSet<Group> Groups)>> CodeChanges(List<Figure> figures, CancellationToken ct)
    {
        if (figures.Min(x => x.PublishedAt) is not { } since)
            return [];
        var rows = await db.FacilityCodes.AsNoTracking().Where(x => x.At > since).ToListAsync(ct);
        string[] codes = [.. rows.SelectMany(x => new[] { x.Stated, x.Previous, x.Current }).Distinct()];
        var places = (await db.FacilityVersions.AsNoTracking().Where(x => codes.Contains(x.Code)).ToListAsync(ct)).ToLookup(x => x.Code);
        return [.. rows.Select(x => (x.At, new[] { x.Stated, x.Previous, x.Current }.Distinct().SelectMany(code =>
            Group.Of(ReferenceLookup.StateOf(code, ""), null).Append(Group.Facility(code))
                .Concat(places[code].SelectMany(y => Group.Of(y.State, y.ToVersion())))).ToHashSet()))];
    }

    /// <summary>A reader would see no difference. Indicators that were not there yet when it was published make none.</summary>
    private static bool Says(Publication published, Figure figure) => published.Coverage == figure.Coverage
        && IndicatorStatement.SayAs(MessageJson.Read<List<IndicatorStatement>>(published.Statements), figure.Counts);

    private Publication Of(Figure x, long position) => new()
    {
        Id = Guid.CreateVersion7(now), Family = x.Family, Level = x.Level, Code = x.Code, Period = x.Period, Version = x.Published,
            Grain = x.Grain, EndsOn = x.EndsOn,
        State = x.State, Kind = x.Kind, UnitLevel = x.UnitLevel, UnitType = x.UnitType, Rural = x.Rural, At = now, Reason = x.Reason,
            Position = position, Counts = x.Counts,
        Reporting = x.Reporting, Expected = x.Expected, ReportingDays = x.ReportingDays, ExpectedDays = x.ExpectedDays,
        StatesReporting = x.StatesReporting, StatesExpected = x.StatesExpected, Statements =
            MessageJson.Write(IndicatorStatement.AllOf(x.Family, x.Counts)),
    };

    // Other programs are told of the nation and the states; who wants more reads it here.
    private void Tell(Publication x)
    {
        if (x.Level is not (Dimension.Nation or Dimension.State))
            return;
        var said = IndicatorStatement.Of(Indicator.Official(x.Family), x.Counts);
        db.Enqueue(new FillRatePublished(x.Id, x.Version, x.At, x.At, Zones.DateAt(x.At, Zones.Default), said.Indicator, x.Period,
            x.Level == Dimension.Nation ? "nation" : "state", x.Code, said.Denominator > 0 ? "available" : "not-available", said.Value,
            said.Numerator, said.Denominator, said.Rule, x.Position));
    }
}
