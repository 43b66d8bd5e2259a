using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Citizens;

/// <summary>
/// Looks at no prescription, so that neither the answer nor the time that it takes tells whether there is one. The address of the sender
/// limits how often it may send and is kept nowhere.
/// </summary>
public static class ReceiveReport
{
    public const string Received = "recibido";

    /// <param name="Id">A UUID made by the sender; sent again it is the same report.</param>
    /// <param name="Facility">CLUES of the unit, as printed on the prescription.</param>
    /// <param name="Folio">As printed on the prescription, at most 60 characters.</param>
    /// <param name="Missing">Claves or words, at most 500 characters; nothing of the patient.</param>
    public sealed record Request(Guid? Id = null, string? Facility = null, string? Folio = null, string? Missing = null);

    /// <param name="Status">Always <c>recibido</c>.</param>
    /// <param name="Number">Of the report, to be quoted.</param>
    public sealed record Response([OneOf(Received)] string Status, string Number);

    public static void MapReceiveReport(this IEndpointRouteBuilder open) => open.MapPost("/reports", Handle)
        .WithSummary("Anybody says, without account, telephone or name, that a prescription was not filled. The answer is the same whether "
            + "there is such a prescription or not.")
        .RequireRateLimiting(ReportLimit.Policy)
        .AllowAll("a citizen has no account");

    private static async Task<Reply<Response>> Handle(Body<Request> body, DispensingDb db, CancellationToken ct)
    {
        var request = body.Value;
        if (request.Id is not { } id)
            return Refusals.ReportId();
        if (FacilityCode.Parse(request.Facility).Refused(out var why, out var stated)
            || Folio(request.Folio).Refused(out why, out var folio))
            return why;
        var missing = CitizenText.Clean(request.Missing);
        if (missing.Length == 0 || request.Missing!.Length > 2 * CitizenText.Longest)
            return Refusals.ReportMissing();
        return await db.Write<Outcome<Response>>(async () =>
        {
            if (await db.CitizenReports.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is { } known)
                return (known.StatedFacility, known.Folio, known.Missing) == (stated.Value, folio, missing)
                    ? new Response(Received, known.Number)
                    : Refusals.ReportReused();
            var (now, facility) = (db.Origin.Clock.Now(), await db.Resolve(stated, ct));
            db.CitizenReports.Add(new CitizenReport
            {
                Id = id, StatedFacility = stated.Value, Facility = facility.Value, State = facility.State.Code, Folio = folio,
                Missing = missing, ReceivedAt = now, LocalDate = Zones.DateAt(now, await db.Zone(facility, ct)),
            });
            return new Response(Received, CitizenReport.NumberOf(id));
        }, ct);
    }

    // As pharmacies' folios are read, so that the same paper gives the same folio.
    private static Outcome<string> Folio(string? text)
    {
        if (text is { Length: > 200 })
            return Refusals.Text(60, "folio");
        if (Codes.OtherAlphabet(text) is { } letter)
            return Refusals.FolioLetter(letter);
        var folio = Codes.Normalise(text);
        return folio.Length is >= 1 and <= 60 ? folio : Refusals.ReportFolio();
    }
}
