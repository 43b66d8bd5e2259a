using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Demand;

/// <summary>What a buyer may ask for: active claves of the catalogue that some unit type among its facilities may have.</summary>
internal static class Formulary
{
    /// <summary>Null, or <c>planning.unknown-clave</c>, <c>planning.inactive-clave</c>, <c>planning.clave-outside-formulary</c>. An empty
    /// local catalogue stops nobody.</summary>
    public static async Task<Refusal?> MayAsk(PlanningDb db, string buyer, string[] claves, CancellationToken ct)
    {
        if (!await db.Items.AnyAsync(ct))
            return null;
        var known = await db.Items.AsNoTracking().Where(x => claves.Contains(x.Clave)).ToDictionaryAsync(x => x.Clave, x => x.Active, ct);
        for (var i = 0; i < claves.Length; i++)
            if (!known.TryGetValue(claves[i], out var active) || !active)
                return known.ContainsKey(claves[i])
                    ? Refusals.InactiveClave(claves[i], $"lines[{claves[i]}].clave")
                    : Refusals.UnknownClave(claves[i], $"lines[{claves[i]}].clave");

        var (types, formularies) = await Stored(db, buyer, ct);
        if (types == 0 || formularies.Count < types)
            return null; // some unit of the buyer has no formulary, and so may have every active clave
        var allowed = Claves(formularies);
        return claves.FirstOrDefault(x => !allowed.Contains(x)) is { } outside
            ? Refusals.ClaveOutsideFormulary(outside, string.Join(", ", formularies.Select(x => $"{x.UnitType} versión {x.Version}")),
                $"lines[{outside}].clave")
            : null;
    }

    internal sealed record MayHave(IReadOnlyList<GetFormularyCoverage.FormularyVersion> Formularies, HashSet<string> Claves);

    /// <summary>The active claves that the buyer may ask for, and the formularies that say so.</summary>
    public static async Task<MayHave> Of(PlanningDb db, string buyer, CancellationToken ct)
    {
        var active = await db.Items.AsNoTracking().Where(x => x.Active).Select(x => x.Clave).ToHashSetAsync(ct);
        var (types, formularies) = await Stored(db, buyer, ct);
        if (types == 0 || formularies.Count < types)
            return new([], active);
        active.IntersectWith(Claves(formularies));
        return new([.. formularies.Select(x => new GetFormularyCoverage.FormularyVersion(x.UnitType, x.Version))], active);
    }

    private static HashSet<string> Claves(List<KnownFormulary> formularies) =>
        formularies.SelectMany(x => MessageJson.Read<string[]>(x.Claves)).ToHashSet(StringComparer.Ordinal);

    // The unit types of the buyer's facilities, and the formularies that they have.
    private static async Task<(int Types, List<KnownFormulary> Formularies)> Stored(PlanningDb db, string buyer, CancellationToken ct)
    {
        var types = await db.Facilities.AsNoTracking()
            .Where(x => x.Latest && x.Buyer == buyer && x.Kind != "stateWarehouse" && x.Kind != "centralWarehouse").Select(x => x.UnitType)
                .Distinct().ToListAsync(ct);
        var formularies = await db.Formularies.AsNoTracking().Where(x => types.Contains(x.UnitType)).OrderBy(x => x.UnitType)
            .ToListAsync(ct);
        return (types.Count, formularies);
    }
}
