using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

public static class GetFigure
{
    public static void MapGetFigure(this IEndpointRouteBuilder indicators) => indicators.MapGet("/{indicator}", Handle)
        .WithSummary("One figure: the running one, or the one published as of a day. Poll it with If-None-Match.")
        .Produces<FigureView>().Produces(StatusCodes.Status304NotModified)
        .Allow(Scope.Nation, Roles.All)
        .Needs();

    private static async Task<IResult> Handle(
        string indicator, string? period, string? level, string? code, string? asOf, IndicatorsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (FigureQuery.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || Period.Parse(period).Refused(out why, out var of))
            return Results.Extensions.Refused(why);
        if ((await Find(db, asked, of, Refresh.Today(clock), ct)).Refused(out why, out var figure))
            return Results.Extensions.Refused(why);
        return new ETagResult<FigureView>((await FiguresState.Read(db, asked, ct)).On(figure));
    }

    private static async Task<Outcome<FigureView>> Find(IndicatorsDb db, FigureQuery asked, Period period, DateOnly today, CancellationToken ct)
    {
        if (await Stored(db, asked, period, ct) is { } found)
            return found;
        if (await asked.UnderCurrentCode(db, ct) is { } current && await Stored(db, asked = current, period, ct) is { } renamed)
            return renamed;
        if (asked.AsOf is { } moment)
            return await FigureQuery.NothingPublished(db, moment, ct);
        return (await EmptyFigure.Read(db, asked, today, ct)).Refused(out var why, out var empty) ? why : empty.Of(period);
    }

    // One read by key; a running figure knows by itself whether it is the published one.
    private static async Task<FigureView?> Stored(IndicatorsDb db, FigureQuery asked, Period period, CancellationToken ct)
    {
        if (asked.AsOf is not null)
            return await asked.Published(db).SingleOrDefaultAsync(x => x.Period == period.Text, ct) is { } published ? FigureView.Of(asked.Indicator, published) : null;
        return await asked.Running(db).SingleOrDefaultAsync(x => x.Period == period.Text, ct) is { } running ? FigureView.Of(asked.Indicator, running) : null;
    }
}
