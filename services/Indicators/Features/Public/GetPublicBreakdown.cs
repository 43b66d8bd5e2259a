using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Supply.Indicators.Domain;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Public;

public static class GetPublicBreakdown
{
    /// <param name="Total">Of the nation.</param>
    public sealed record PublicBreakdown(IReadOnlyList<PublicFigure> Items, PublicFigure Total);

    [EndpointSummary("The figures of the states for anybody, without a token; those with fewer than 10 prescriptions are hidden, and "
        + "others from which they could be computed.")]
    internal static async Task<IResult> Handle(string indicator, string? by, [Required] string? period, int? limit, PublicAnswers answers)
    {
        if (PublicQuery.Read(indicator, null, null).Refused(out var why, out var asked)
            || asked.Read(period).Refused(out why, out var of) || Pages.Limit(limit).Refused(out why, out var size))
            return Results.Extensions.Refused(why);
        if (by is not (null or "state"))
            return Results.Extensions.Refused(Refusals.Level(["state"], "by"));
        return await answers.Get($"{asked.Indicator.Code} by state {of.Text} {size}", async db =>
        {
            var table = await PublicTable.Read(db, asked.Indicator, [of], default);
            return new PublicBreakdown([.. table.States(of).Take(size)], table.Of(Group.Nation, of));
        });
    }
}
