using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>What is known now of facilities and claves.</summary>
internal sealed class ReferenceLookup(IndicatorsDb db)
{
    /// <summary>The entity that the facility's code names; a code of no known form keeps what the document says.</summary>
    public static string StateOf(string facility, string otherwise) =>
        FacilityCode.Parse(facility).Refused(out _, out var code) ? otherwise : code.State.Code;

    /// <summary>By the leading group, where the catalogue says nothing else.</summary>
    public static ProductClass ClassOf(string clave) => Clave.Parse(clave).Refused(out _, out var parsed) ? ProductClass.Other
        : ProductClasses.Of(parsed);

    /// <summary>The version that is valid on the date; null while the catalogue has not told of the facility.</summary>
    public async Task<FacilityVersion?> Facility(string code, DateOnly on, CancellationToken ct)
    {
        var versions = await db.FacilityVersions.AsNoTracking().Where(x => x.Code == code).ToListAsync(ct);
        return versions.Count == 0 ? null : new FacilityHistory(versions.Select(x => x.ToVersion())).On(on);
    }

    public async Task<Func<string, ProductClass>> Classes(IEnumerable<string> claves, CancellationToken ct)
    {
        var asked = claves.Distinct().ToArray();
        var known = await db.Products.AsNoTracking().Where(x => asked.Contains(x.Clave)).ToDictionaryAsync(x => x.Clave, x => x.Class, ct);
        return clave => known.TryGetValue(clave, out var given) ? given : ClassOf(clave);
    }
}
