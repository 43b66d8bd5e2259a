using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class GetFigure
{
    [EndpointSummary("One figure: the running one, or the one published as of a day. Poll it with If-None-Match.")]
    internal static async Task<IResult> Handle(string indicator, [Required] string? period, [OneOf(typeof(Dimension))] string? level,
        string? code, string? asOf, FigureAnswers answers, CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || asked.Indicator.ReadPeriod(period)
            .Refused(out why, out var of))
            return Results.Extensions.Refused(why);
        return (await answers.Get(asked, of).WaitAsync(ct)).Refused(out why, out var answer) ? Results.Extensions.Refused(why) : answer;
    }

    /// <summary>The figure as it is answered.</summary>
    internal static async Task<Outcome<FigureView>> Read(IndicatorsDb db, FigureQuery asked, Period period, DateOnly today,
        CancellationToken ct) => (await Find(db, asked, period, today, ct)).Refused(out var why, out var figure) ? why
            : (await FiguresState.Read(db, asked, period.From, period.To, ct)).On(figure);

    private static async Task<Outcome<FigureView>> Find(IndicatorsDb db, FigureQuery asked, Period period, DateOnly today,
        CancellationToken ct)
    {
        if (asked.AsOf is { } moment)
            return await asked.PublishedOf(db, period.Text, ct) is { } published
                ? FigureView.Of(asked.Indicator, published)
                : await FigureQuery.NothingPublished(db, moment, ct);
        asked = await asked.UnderCurrentCode(db, ct);
        // One read by key; a running figure knows by itself whether it is the published one.
        if (await asked.Running(db).SingleOrDefaultAsync(x => x.Period == period.Text, ct) is { } running)
            return FigureView.Of(asked.Indicator, running);
        var empty = new EmptyFigure(db, asked, today);
        return await empty.Unknown(ct) is { } why ? why : (await empty.Of([period], ct))[period];
    }
}
