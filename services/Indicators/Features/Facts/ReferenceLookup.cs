using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Facts;

/// <summary>What is known now of some facilities and claves.</summary>
internal sealed class ReferenceLookup(IReadOnlyDictionary<string, FacilityHistory> facilities,
    IReadOnlyDictionary<string, ProductClass> classes)
{
    /// <summary>The entity that the facility's code names; a code of no known form keeps what the document says.</summary>
    public static string StateOf(string facility, string otherwise) =>
        FacilityCode.Parse(facility).Refused(out _, out var code) ? otherwise : code.State.Code;

    /// <summary>By the leading group, where the catalogue says nothing else.</summary>
    public static ProductClass ByGroup(string clave) => Clave.Parse(clave).Refused(out _, out var parsed) ? ProductClass.Other
        : ProductClasses.Of(parsed);

    /// <summary>Reads them with two statements, and what the present transaction has added.</summary>
    public static async Task<ReferenceLookup> Load(IndicatorsDb db, IEnumerable<string> facilities, IEnumerable<string> claves,
        CancellationToken ct)
    {
        var (codes, asked) = (facilities.Distinct().ToList(), claves.Distinct().ToList());
        await db.FacilityVersions.Where(x => codes.Contains(x.Code)).LoadAsync(ct);
        var versions = db.FacilityVersions.Local.Where(x => codes.Contains(x.Code)).Select(x => x.ToVersion());
        if (asked.Count > 0)
            await db.Products.Where(x => asked.Contains(x.Clave)).LoadAsync(ct);
        return new(versions.GroupBy(x => x.Code, StringComparer.Ordinal)
                .ToDictionary(x => x.Key, x => new FacilityHistory(x), StringComparer.Ordinal),
            db.Products.Local.ToDictionary(x => x.Clave, x => x.Class, StringComparer.Ordinal));
    }

    /// <summary>The classes that the catalogue gives claves otherwise than their groups do; some hundred.</summary>
    public static async Task<Func<string, ProductClass>> Classes(IndicatorsDb db, CancellationToken ct)
    {
        var given = await db.Products.AsNoTracking().ToDictionaryAsync(x => x.Clave, x => x.Class, StringComparer.Ordinal, ct);
        return clave => given.TryGetValue(clave, out var known) ? known : ByGroup(clave);
    }

    /// <summary>Null while the catalogue has not told of it.</summary>
    public FacilityHistory? Facility(string code) => facilities.GetValueOrDefault(code);

    public ProductClass ClassOf(string clave) => classes.TryGetValue(clave, out var given) ? given : ByGroup(clave);
}
