using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Gtins;

public static class DeleteGtin
{
    public static void MapDeleteGtin(this IEndpointRouteBuilder catalog) => catalog.MapDelete("/gtins/{gtin}", Handle)
        .WithSummary("A bar code names nothing any more, until somebody says what it is.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<GtinView>> Handle(string gtin, IfMatch match, CatalogDb db, CancellationToken ct)
    {
        if (Gtin.Parse(gtin).Refused(out var why, out var code))
            return why;
        return await db.Write<Outcome<GtinView>>(async () =>
        {
            var book = await GtinBook.Open(db, ct);
            if (await db.Gtins.SingleOrDefaultAsync(x => x.Gtin == code.Value, ct) is not { } stored)
                return Refusals.NoSuchGtin(code);
            if (stored.Deleted)
                return GtinView.Of(stored);
            if (match.MayBe(stored.Version) is { } stale)
                return stale;
            book.Delete(stored);
            db.Audit("gtin.deleted", code.Value, stored.Clave);
            return GtinView.Of(stored);
        }, ct);
    }
}
