using Microsoft.AspNetCore.Http;
using Supply.Indicators.Domain;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Public;

public static class GetPublicSeries
{
    private const int MostPeriods = 60;
    private const int Months = 12;

    public sealed record PublicSeries(IReadOnlyList<PublicFigure> Items);

    [EndpointSummary("A figure of the nation or a state through time for anybody, without a token: the last 12 months, or from= to= of "
        + "months or years, 60 at most.")]
    internal static async Task<IResult> Handle(
        string indicator, [OneOf(typeof(Dimension))] string? level, string? code, string? from, string? to,
        [OneOf(typeof(Grain))] string? grain, PublicAnswers answers, TimeProvider clock)
    {
        var last = Period.Of(Grain.Month, Zones.DateAt(clock.GetUtcNow(), Zones.Default));
        if (PublicQuery.Read(indicator, level, code).Refused(out var why, out var asked)
            || asked.Read(to ?? last.Text, "to").Refused(out why, out var until)
            || asked.Read(from ?? Period.Of(until.Grain, until.From.AddMonths(1 - Months)).Text, "from").Refused(out why, out var since))
            return Results.Extensions.Refused(why);
        if (grain is not null && grain != (since.Grain == Grain.Year ? "year" : since.Grain == Grain.Month ? "month" : "day"))
            return Results.Extensions.Refused(Refusals.Grain());
        if (until.To < since.From)
            return Results.Extensions.Refused(Refusals.Range());
        List<Period> periods = [];
        for (var next = since; next.From <= until.To; next = next.Next)
            if (periods.Count == MostPeriods)
                return Results.Extensions.Refused(Refusals.RangeTooLong(MostPeriods));
            else
                periods.Add(next);
        return await answers.Get($"{asked.Indicator.Code} {asked.Group.Level} {asked.Group.Code} {since.Text} {until.Text}", async db =>
        {
            var table = await PublicTable.Read(db, asked.Indicator, periods, default);
            return new PublicSeries([.. periods.Select(x => table.Of(asked.Group, x))]);
        });
    }
}
