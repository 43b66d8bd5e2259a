using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Supply.Indicators.Domain;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Public;

public static class GetPublicFigure
{
    [EndpointSummary("One figure of the nation or a state for anybody, without a token; with fewer than 10 prescriptions it is hidden.")]
    internal static async Task<IResult> Handle(string indicator, [OneOf(typeof(Dimension))] string? level, string? code,
        [Required] string? period, PublicAnswers answers)
    {
        if (PublicQuery.Read(indicator, level, code).Refused(out var why, out var asked)
            || asked.Read(period).Refused(out why, out var of))
            return Results.Extensions.Refused(why);
        return await answers.Get($"{asked.Indicator.Code} {asked.Group.Level} {asked.Group.Code} {of.Text}", async db =>
            (await PublicTable.Read(db, asked.Indicator, [of], default)).Of(asked.Group, of));
    }
}
