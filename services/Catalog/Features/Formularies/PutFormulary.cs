using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Formularies;

public static class PutFormulary
{
    /// <summary>Twice what the compendium holds.</summary>
    private const int MaxClaves = 10_000;

    private const int ClavesPerQuery = 1000; // SQL Server takes 2,100 parameters

    public sealed record Request(string?[]? Claves = null);

    public static void MapPutFormulary(this IEndpointRouteBuilder catalog) => catalog.MapPut("/formularies/{unitType}", Handle)
        .WithSummary("Creates or replaces the formulary of a unit type; a replacement names the version it replaces in If-Match.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<FormularyView>> Handle(
        string unitType, Body<Request> body, IfMatch match, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        if (UnitType(unitType).Refused(out var why, out var type) || Read(body.Value.Claves).Refused(out why, out var given))
            return why;
        var claves = MessageJson.Write(given.Distinct().Order(StringComparer.Ordinal));
        return await db.Write<Outcome<Created<FormularyView>>>(async () =>
        {
            var stored = await db.Formularies.SingleOrDefaultAsync(x => x.UnitType == type, ct);
            if (stored is not null && stored.Claves.AsSpan().SequenceEqual(claves))
                return new Created<FormularyView>(FormularyView.Of(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;
            if (await Unusable(db, given, ct) is { } unusable)
                return unusable;

            var created = stored is null;
            if (stored is null)
                db.Formularies.Add(stored = new Formulary { UnitType = type });
            var now = clock.Now();
            (stored.Claves, stored.Version, stored.ChangedAt) = (claves, stored.Version + 1, now);
            var view = FormularyView.Of(stored);
            db.Audit("formulary.published", type[..Math.Min(type.Length, 100)], $"version {stored.Version}, {view.Claves.Count} claves");
            db.Enqueue(stored.ToFact(now));
            return new Created<FormularyView>(view, Repeated: !created);
        }, ct);
    }

    /// <summary>As facilities have it; a slash within it comes escaped. Refuses with <c>formulary.unit-type</c>.</summary>
    public static Outcome<string> UnitType(string unitType) =>
        Codes.Normalise(unitType.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) is { Length: >= 1 and <= 200 } type
            ? type
            : Refusals.UnitType();

    private static Outcome<string[]> Read(string?[]? given)
    {
        if (given is not { Length: > 0 and <= MaxClaves })
            return Refusals.FormularyClaves(MaxClaves);
        var claves = new string[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            if (Clave.Parse(given[i], $"claves[{i}]").Refused(out var why, out var clave))
                return why;
            claves[i] = clave.Value;
        }
        return claves;
    }

    // The first clave that the catalogue does not have, or that is no longer in use.
    private static async Task<Refusal?> Unusable(CatalogDb db, string[] claves, CancellationToken ct)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var some in claves.Distinct().Chunk(ClavesPerQuery))
            foreach (var item in await db.Items.AsNoTracking().Where(x => some.Contains(x.Clave)).Select(x => new { x.Clave, x.Active })
                .ToListAsync(ct))
                known.Add(item.Clave, item.Active);
        for (var i = 0; i < claves.Length; i++)
        {
            if (!known.TryGetValue(claves[i], out var active))
                return Refusals.UnknownClave(claves[i], $"claves[{i}]");
            if (!active)
                return Refusals.InactiveClave(claves[i], i);
        }
        return null;
    }
}
