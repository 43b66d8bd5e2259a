using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Citizens;

public static class SummariseCitizenReports
{
    /// <param name="Reports">By the date on which they came.</param>
    /// <param name="WithRecord">Of them, those with a record of that folio.</param>
    /// <param name="Contradicting">Of them, those of which a record says that it was filled completely.</param>
    /// <param name="EndedWithDelivery">Of them, those after which what was owed was handed over.</param>
    public sealed record Response([OneOf("nation", "state", "facility")] string Level, string Code,
        string Period, long Reports, long WithRecord, long Contradicting,
        long EndedWithDelivery, long Answered, long Open);

    public static void MapSummariseCitizenReports(this IEndpointRouteBuilder dispensing) => dispensing
        .MapGet("/citizen-reports/summary", Handle)
        .WithSummary("How many reports of citizens there were in a day, month or year, how many contradict the record, how many ended "
            + "with a delivery; of the nation, a state or a facility. They are a check on the figures and part of none.")
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<Response>> Handle(
        [OneOf("nation", "state", "facility")] string? level, string? code, [Required] string? period, DispensingDb db,
        CancellationToken ct)
    {
        if (Span(period).Refused(out var why, out var span))
            return why;
        var rows = db.CitizenReports.AsNoTracking().Where(x => x.LocalDate >= span.From && x.LocalDate <= span.To);
        var (at, of) = (level ?? "nation", "MX");
        if (at == "state")
        {
            if (FederalState.Parse(code, "code").Refused(out why, out var state))
                return why;
            of = state.Code;
            rows = rows.Where(x => x.State == of);
        }
        else if (at == "facility")
        {
            if (FacilityCode.Parse(code, "code").Refused(out why, out var written))
                return why;
            of = (await db.Resolve(written, ct)).Value;
            rows = rows.Where(x => x.Facility == of);
        }
        else if (at != "nation" || code is not (null or "" or "MX"))
            return Refusals.SummaryLevel();
        var records = db.Prescriptions.Where(x => x.Status == PrescriptionStatus.Recorded);
        return new Response(at, of, period!, await rows.LongCountAsync(ct),
            await rows.LongCountAsync(x => records.Any(y => y.Facility == x.Facility && y.Folio == x.Folio), ct),
            await rows.LongCountAsync(x => records.Any(y => y.Facility == x.Facility && y.Folio == x.Folio && y.Complete), ct),
            await rows.LongCountAsync(x => x.Delivery != null, ct), await rows.LongCountAsync(x => x.Answer != null, ct),
            await rows.LongCountAsync(x => x.Answer == null && x.Delivery == null, ct));
    }

    private static Outcome<DateSpan> Span(string? period)
    {
        foreach (var form in (string[])["yyyy-MM-dd", "yyyy-MM", "yyyy"])
            if (DateOnly.TryParseExact(period, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
                && first.Year is >= 2000 and <= 2200)
                return new DateSpan(first, form.Length switch
                {
                    10 => first,
                    7 => Month.Of(first).Last,
                    _ => new DateOnly(first.Year, 12, 31),
                });
        return Refusals.SummaryPeriod(period);
    }

    private readonly record struct DateSpan(DateOnly From, DateOnly To);
}
