using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

public static class ListOwed
{
    /// <param name="LocalDate">The day on which the prescription was presented, in the facility's zone.</param>
    /// <param name="Owed">Pieces that the patient may still come for, 1 or more.</param>
    public sealed record Item(
        Guid Prescription, int Version, int Line, string? Folio, string Facility, DateTimeOffset PresentedAt, DateOnly LocalDate,
        string Clave, int Owed);

    public static void MapListOwed(this IEndpointRouteBuilder dispensing) => dispensing.MapGet("/owed", Handle)
        .WithSummary("Every line of a standing prescription that still owes pieces, the longest waiting first.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    private static async Task<Reply<Page<Item>>> Handle(
        string? facility, string? clave, string? after, int? limit, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size) || InstantCursor.Read(after).Refused(out why, out var cursor)
            || (await VisibleRows<OwedPieces>.Of(db, facility, caller, ct)).Refused(out why, out var visible))
            return why;
        var rows = visible.Rows;
        if (clave is not null)
        {
            if (Clave.Parse(clave).Refused(out why, out var parsed))
                return why;
            rows = rows.Where(x => x.Clave == parsed.Value);
        }
        if (cursor is (var at, var id, var line))
            rows = rows.Where(x => x.PresentedAt >= at && (x.PresentedAt != at
                || (x.Prescription.CompareTo(id) >= 0 && (x.Prescription != id || x.Line > line))));
        var found = await rows.OrderBy(x => x.PresentedAt).ThenBy(x => x.Prescription).ThenBy(x => x.Line).Take(size + 1).ToListAsync(ct);
        Guid[] ids = [.. found.Select(x => x.Prescription).Distinct()];
        var prescriptions = await db.Prescriptions.AsNoTracking().Where(x => ids.Contains(x.Id))
            .Select(x => new { x.Id, x.Version, x.Folio, x.LocalDate }).ToDictionaryAsync(x => x.Id, ct);
        return Pages.Of(found.ConvertAll(x => new Item(
            x.Prescription, prescriptions[x.Prescription].Version, x.Line, prescriptions[x.Prescription].Folio, x.Facility, x.PresentedAt,
            prescriptions[x.Prescription].LocalDate, x.Clave, x.Owed)), size,
            x => new InstantCursor(x.PresentedAt, x.Prescription, x.Line).ToString());
    }
}
