using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

public static class SummarisePrescriptions
{
    /// <param name="Recorded">Standing prescriptions presented that day: complete, partial and not given.</param>
    /// <param name="Complete">Every line got at presentation what was prescribed.</param>
    /// <param name="Partial">Something was given, and not all.</param>
    /// <param name="NotGiven">Not a piece was given.</param>
    /// <param name="Voided">Presented that day and void.</param>
    /// <param name="Held">Recorded that day and held since: the moment that they give is wrong as a rule.</param>
    /// <param name="OwedPieces">Of the standing ones, as of now.</param>
    public sealed record Response(
        string Facility, DateOnly Date, string TimeZone, int Recorded, int Complete, int Partial, int NotGiven, int Voided, int Held,
        long OwedPieces);

    public static void MapSummarisePrescriptions(this IEndpointRouteBuilder dispensing) => dispensing
        .MapGet("/prescriptions/summary", Handle)
        .WithSummary("What a facility's day came to: prescriptions by what was given, void and held ones, pieces that it owes. Without a "
            + "date it is today on the facility's calendar.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Response>> Handle(
        [Required] string? facility, string? date, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (FacilityCode.Parse(facility).Refused(out var why, out var code))
            return why;
        code = await db.Resolve(code, ct);
        var zone = await db.Zone(code, ct);
        if (ListPrescriptions.Date(date, Zones.DateAt(db.Origin.Clock.Now(), zone), "date").Refused(out why, out var day)
            || (await VisibleRows<Prescription>.Of(db, code.Value, caller, ct)).Refused(out why, out var visible))
            return why;
        if (DateRules.Queried(day, "date") is { } year)
            return year;
        var (complete, partial, notGiven, voided, owed) = (0, 0, 0, 0, 0L);
        var rows = visible.Rows.Where(x => x.LocalDate == day && x.Status != PrescriptionStatus.Held).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (row.Status == PrescriptionStatus.Voided)
            {
                voided++;
                continue;
            }
            if (row.Complete)
                complete++;
            else if (row.ReadLines().Any(x => x.Dispensed > 0))
                partial++;
            else
                notGiven++;
            owed += row.Owed ?? ListPrescriptions.Item.Of(row).Owed;
        }
        var held = await visible.Rows.Where(x => x.Status == PrescriptionStatus.Held).Select(x => x.RecordedAt).ToListAsync(ct);
        return new Response(
            code.Value, day, zone, complete + partial + notGiven, complete, partial, notGiven, voided,
            held.Count(x => Zones.DateAt(x, zone) == day), owed);
    }
}
