using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Offline;

public static class GetOfflinePack
{
    // A change has the time at which it was made, and is seen once it is committed: what was made this long before is told again.
    private static readonly TimeSpan slowestCommit = TimeSpan.FromMinutes(2);

    public static void MapGetOfflinePack(this IEndpointRouteBuilder catalog) => catalog.MapGet("/offline-pack", Handle)
        .WithSummary("What a device at a facility needs of the catalogue while it has no network: claves in use, the facility's formulary, "
            + "bar codes, the facility, funding sources and locations. since leaves what has changed since an answer with that asOf.")
        .Produces<OfflinePack>().Produces(StatusCodes.Status304NotModified)
        .Allow(Scope.Nation, Roles.All);

    private static async Task<IResult> Handle(
        string? facility, DateTimeOffset? since, Caller caller, CatalogDb db, CancellationToken ct)
    {
        if (FacilityCode.Parse(facility ?? caller.Facility).Refused(out var why, out var code))
            return Results.Extensions.Refused(why);
        var current = await db.Predecessors.AsNoTracking().Where(x => x.Code == code.Value).Select(x => x.Current)
            .SingleOrDefaultAsync(ct) ?? code.Value;
        var after = since is { } told && told - DateTimeOffset.MinValue > slowestCommit ? told - slowestCommit : (DateTimeOffset?)null;
        return ETagAnswer.Dense(await Read(FacilityCode.Stored(current), after, db, ct));
    }

    private static async Task<OfflinePack> Read(FacilityCode code, DateTimeOffset? after, CatalogDb db, CancellationToken ct)
    {
        var place = await db.Facilities.AsNoTracking().SingleOrDefaultAsync(x => x.Code == code.Value && x.Latest, ct);
        var formulary = place?.UnitType is { } type
            ? await db.Formularies.AsNoTracking().SingleOrDefaultAsync(x => x.UnitType == type, ct) : null;
        var sources = await db.FundingSources.AsNoTracking().OrderBy(x => x.Code).ToListAsync(ct);
        var places = await db.Locations.AsNoTracking().OrderBy(x => x.Code).ToListAsync(ct);
        var asOf = new[]
        {
            place?.RecordedAt, formulary?.ChangedAt, Last(sources), Last(places), await db.Items.MaxAsync(x => x.ChangedAt, ct),
            await db.Gtins.MaxAsync(x => (DateTimeOffset?)x.ChangedAt, ct),
        }.Max() ?? DateTimeOffset.MinValue;
        var items = await db.Items.AsNoTracking().Where(x => after == null ? x.Active : x.ChangedAt > after).OrderBy(x => x.Clave)
            .Select(x => new { x.Clave, x.Description, x.Active }).ToListAsync(ct);
        var gtins = await db.Gtins.AsNoTracking().Where(x => after == null ? !x.Deleted : x.ChangedAt > after).OrderBy(x => x.Gtin)
            .Select(x => new { x.Gtin, x.Clave, x.Deleted }).ToListAsync(ct);
        return new OfflinePack(
            asOf, after is null,
            new(code.Value, place?.Name, code.State.Code, place?.TimeZone ?? Zones.Of(code.State.Code), place?.UnitType),
            IsNew(place?.RecordedAt) || IsNew(formulary?.ChangedAt)
                ? new(place?.UnitType, formulary?.ToFact(asOf).Claves) : null,
            [.. items.Where(x => x.Active).Select(x => OfflinePack.Item.Of(x.Clave, x.Description))],
            [.. gtins.Where(x => !x.Deleted).Select(x => new OfflinePack.BarCode(x.Gtin, x.Clave))],
            [.. items.Where(x => !x.Active).Select(x => x.Clave)],
            [.. gtins.Where(x => x.Deleted).Select(x => x.Gtin)],
            IsNew(Last(sources)) ? Entries(sources, x => new(x.Code, x.Name, x.RingFenced)) : null,
            IsNew(Last(places)) ? Entries(places, x => new(x.Code, x.Name)) : null);

        bool IsNew(DateTimeOffset? change) => after is null || change > after;
    }

    private static List<OfflinePack.Entry> Entries<T>(List<T> rows, Func<T, OfflinePack.Entry> entry) where T : ListEntry =>
        [.. rows.Where(x => x.Active).Select(entry)];

    private static DateTimeOffset? Last(IEnumerable<ListEntry> entries) => entries.Max(x => (DateTimeOffset?)x.ChangedAt);
}
