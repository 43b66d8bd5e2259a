using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Supply.Contracts.Indicators;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Publications;

/// <summary>
/// Publishes the figures of days, months and years that have ended everywhere, in order, those that earlier runs missed too;
/// and restates those that late documents have changed since. <c>Indicators:CloseAfterDays</c> (1 unless set) more days are
/// waited for units that were without network.
/// </summary>
public sealed class ClosePeriods(IndicatorsDb db, FillBook<IndicatorsDb> fills, TimeProvider clock, IConfiguration configuration) : ISupplyJob
{
    private const int Batch = 200;
    private const int Attempts = 20;

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        if (await fills.Waits(db, progress, ct))
            return; // a publication made of part of the facts would stay for ever
        var wait = configuration.GetValue("Indicators:CloseAfterDays", 1);
        var last = Zones.DateAt(clock.GetUtcNow(), "America/Tijuana").AddDays(-1 - Math.Max(0, wait));
        var refresh = new Refresh(db, clock);
        await refresh.UntilClean(ct);
        await Close(last, progress, ct);
        for (var attempt = 0; attempt < Attempts;)
        {
            var published = await db.Write(() => Publish(last, ct), ct);
            db.ChangeTracker.Clear();
            if (published == 0)
                return;
            if (published is { } some)
            {
                progress.Did(some);
                continue;
            }
            attempt++; // facts came in between: the figures do not have them yet
            await refresh.UntilClean(ct);
        }
    }

    // The nation has a figure of every day since the first, so its periods are all that there are.
    private async Task Close(DateOnly last, JobProgress progress, CancellationToken ct)
    {
        var due = await db.Figures.AsNoTracking().Where(x => x.Level == Level.Nation && x.EndsOn <= last && !db.Closed.Any(y => y.Period == x.Period))
            .Select(x => new { x.Period, x.Grain, x.EndsOn }).Distinct().ToListAsync(ct);
        await db.Write(() =>
        {
            foreach (var x in due)
                db.Closed.Add(new ClosedPeriod { Period = x.Period, Grain = x.Grain, EndsOn = x.EndsOn, At = clock.Now() });
            return Task.CompletedTask;
        }, ct);
        db.ChangeTracker.Clear();
        if (due.Count > 0)
            progress.Did(0, $"closed {due.Count} periods to {last:yyyy-MM-dd}");
    }

    /// <returns>How many; none left is 0; null: the figures are behind the log, so nothing may be said of a position.</returns>
    private async Task<int?> Publish(DateOnly last, CancellationToken ct)
    {
        var position = await db.LockLog(ct);
        if (await db.Pending.AnyAsync(ct) || await db.FacilityDays.AnyAsync(x => x.Dirty && x.Date <= last, ct) || await db.Marks.AnyAsync(x => x.Day <= last, ct))
            return null;
        var figures = await db.Figures.Where(x => !x.Final && x.EndsOn <= last && db.Closed.Any(y => y.Period == x.Period))
            .OrderBy(x => x.EndsOn).ThenBy(x => x.Grain).ThenBy(x => x.Family).ThenBy(x => x.Level).ThenBy(x => x.Code).Take(Batch).ToListAsync(ct);
        var now = clock.Now();
        foreach (var figure in figures)
        {
            var before = figure.Published == 0 ? null : await db.Publications.AsNoTracking().SingleAsync(x => x.Family == figure.Family && x.Level == figure.Level
                && x.Code == figure.Code && x.Period == figure.Period && x.Version == figure.Published, ct);
            figure.Final = true;
            figure.Revision++;
            if (before?.Content == figure.Content)
                continue;
            (figure.Published, figure.PublishedAt) = (figure.Published + 1, now);
            var publication = Of(figure, position, now);
            db.Publications.Add(publication);
            Tell(publication);
        }
        return figures.Count;
    }

    private static Publication Of(Figure x, long position, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), Family = x.Family, Level = x.Level, Code = x.Code, Period = x.Period, Version = x.Published, Grain = x.Grain, EndsOn = x.EndsOn,
        State = x.State, Kind = x.Kind, UnitLevel = x.UnitLevel, UnitType = x.UnitType, Rural = x.Rural, At = now, Position = position, Counts = x.Counts,
        Reporting = x.Reporting, Expected = x.Expected, ReportingDays = x.ReportingDays, ExpectedDays = x.ExpectedDays,
        StatesReporting = x.StatesReporting, StatesExpected = x.StatesExpected, Statements = MessageJson.Write(Statement.AllOf(x.Family, x.Counts)),
    };

    // Other programs are told of the nation and the states; who wants more reads it here.
    private void Tell(Publication x)
    {
        if (x.Level is not (Level.Nation or Level.State))
            return;
        var said = Statement.Of(Indicator.Official(x.Family), x.Counts);
        db.Enqueue(new FillRatePublished(x.Id, x.Version, x.At, x.At, Zones.DateAt(x.At, Zones.Default), said.Indicator, x.Period, x.Level == Level.Nation ? "nation" : "state", x.Code,
            said.Denominator > 0 ? "available" : "not-available", said.Value, said.Numerator, said.Denominator, said.Rule, x.Position));
    }
}
