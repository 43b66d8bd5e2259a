using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Gtins;

public static class PutGtin
{
    /// <param name="Facility">At whose counter it was said; absent: the caller's own, none for central supply.</param>
    public sealed record Request(string? Clave, string? Facility = null);

    public static void MapPutGtin(this IEndpointRouteBuilder catalog) => catalog.MapPut("/gtins/{gtin}", Handle)
        .WithSummary("Says which clave a bar code is. One that is another clave's is corrected by central supply, which names the version "
            + "that it replaces in If-Match.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.Warehouse, Roles.Central);

    private static async Task<Reply<GtinView>> Handle(
        string gtin, Body<Request> body, IfMatch match, Caller caller, CatalogDb db, CancellationToken ct)
    {
        if (Gtin.Parse(gtin).Refused(out var why, out var code)
            || Clave.Parse(body.Value.Clave).Refused(out why, out var clave)
            || Place(body.Value.Facility, caller).Refused(out why, out var place))
            return why;
        return await db.Write<Outcome<Created<GtinView>>>(async () =>
        {
            var book = await GtinBook.Open(db, ct);
            var stored = await db.Gtins.SingleOrDefaultAsync(x => x.Gtin == code.Value, ct);
            if (stored is { Deleted: false } && stored.Clave == clave.Value)
                return new Created<GtinView>(GtinView.Of(stored), Repeated: true);
            if (!await db.Items.AnyAsync(x => x.Clave == clave.Value, ct))
                return Refusals.UnknownClave(clave.Value, "clave");
            var before = stored is { Deleted: false } ? stored.Clave : null;
            if (before is not null && !caller.Is(Roles.Central))
                return Refusals.GtinTaken(GtinView.Of(stored!), clave);
            if (before is not null && match.MustBe(stored!.Version) is { } stale)
                return stale;

            var isNew = stored is null;
            var written = book.Write(stored, code, clave, place);
            db.Audit(before is null ? "gtin.taught" : "gtin.corrected", code.Value,
                $"{(before is null ? "" : before + " -> ")}{clave}{(place is { } at ? $" at {at}" : "")}");
            return new Created<GtinView>(GtinView.Of(written), Repeated: !isNew);
        }, ct);
    }

    /// <summary>Null: at no counter.</summary>
    private static Outcome<FacilityCode?> Place(string? text, Caller caller)
    {
        if ((text ?? caller.Facility) is not { } named)
            return (FacilityCode?)null;
        if (FacilityCode.Parse(named).Refused(out var why, out var code))
            return why;
        return caller.MayActFor(code) is { } foreign ? foreign : (FacilityCode?)code;
    }
}
