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
        if (Asked.Read(indicator, level, code, asOf).Refused(out var why, out var asked) || Period.Parse(period).Refused(out why, out var of))
            return Results.Extensions.Refused(why);
        if (await Find(db, asked, of, ct) is { } found)
            return new Polled<FigureView>(found);
        if (await asked.UnderCurrentCode(db, ct) is { } current && await Find(db, asked = current, of, ct) is { } renamed)
            return new Polled<FigureView>(renamed);
        if (asked.AsOf is not null)
            return Results.Extensions.Refused(Asked.NothingPublished);
        return (await Unrecorded.Read(db, asked, Refresh.Today(clock), ct)).Refused(out why, out var unrecorded)
            ? Results.Extensions.Refused(why)
            : new Polled<FigureView>(unrecorded.Of(of));
    }

    // One read by key; a running figure knows by itself whether it is the published one.
    private static async Task<FigureView?> Find(IndicatorsDb db, Asked asked, Period period, CancellationToken ct)
    {
        if (asked.AsOf is not null)
            return await asked.Published(db).SingleOrDefaultAsync(x => x.Period == period.Text, ct) is { } published ? FigureView.Of(asked.Indicator, published) : null;
        return await asked.Running(db).SingleOrDefaultAsync(x => x.Period == period.Text, ct) is { } running ? FigureView.Of(asked.Indicator, running) : null;
    }
}
