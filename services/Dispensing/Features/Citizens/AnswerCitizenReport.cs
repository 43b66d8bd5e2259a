using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Citizens;

public static class AnswerCitizenReport
{
    /// <param name="Answer"><c>contradicted</c>, <c>delivered</c> or <c>explained</c>.</param>
    /// <param name="Text">In words, at most 500 characters; needed where it is explained.</param>
    public sealed record Request([OneOf(typeof(CitizenAnswer))] string? Answer = null, string? Text = null);

    public static void MapAnswerCitizenReport(this IEndpointRouteBuilder dispensing) => dispensing
        .MapPut("/citizen-reports/{id:guid}/answer", Handle)
        .WithSummary("The pharmacy answers a report; another answer names the version that it replaces in If-Match.")
        .Allow(Scope.Facility, Roles.Pharmacy);

    private static async Task<Reply<CitizenReportView>> Handle(
        Guid id, Body<Request> body, Caller caller, IfMatch match, DispensingDb db, CancellationToken ct)
    {
        if (!CitizenAnswer.All.Contains(body.Value.Answer))
            return Refusals.ReportAnswer();
        var (answer, text) = (body.Value.Answer!, CitizenText.Clean(body.Value.Text));
        if (body.Value.Text is { Length: > 2 * CitizenText.Longest } || (text.Length == 0 && answer == CitizenAnswer.Explained))
            return Refusals.ReportAnswerText();
        var written = await db.Write<Outcome<CitizenReport>>(async () =>
        {
            if (await db.CitizenReports.SingleOrDefaultAsync(x => x.Id == id, ct) is not { } row)
                return Refusals.NoSuchReport();
            if (await caller.MayActForStored(db, [row.StatedFacility], "id", ct) is { } foreign)
                return foreign;
            if (row.Answer == answer && row.AnswerText == (text.Length == 0 ? null : text))
                return row;
            if (row.Answer is not null && match.MustBe(row.Version) is { } stale)
                return stale;
            (row.Answer, row.AnswerText) = (answer, text.Length == 0 ? null : text);
            (row.AnsweredAt, row.AnsweredBy) = (db.Origin.Clock.Now(), db.Origin.Subject);
            row.Version++;
            db.Audit("citizen-report.answered", id.ToString(), $"{answer}, version {row.Version}");
            return row;
        }, ct);
        return written.Refused(out var why, out var report) ? why : (await RecordsOfReports.With(db, [report], ct))[0];
    }
}
