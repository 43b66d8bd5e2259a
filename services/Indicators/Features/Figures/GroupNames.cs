using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>What people call what a figure speaks of, as the catalogue says it now.</summary>
internal static class GroupNames
{
    private const int Batch = 500;

    private static readonly Dictionary<string, string> fixedNames = new(StringComparer.Ordinal)
    {
        ["1"] = "Primer nivel", ["2"] = "Segundo nivel", ["3"] = "Tercer nivel", ["rural"] = "Rural", ["urban"] = "Urbano",
        ["medicine"] = "Medicamentos", ["medicalSupply"] = "Material de curación", ["vaccine"] = "Vacunas", ["other"] = "Otros insumos",
        [Group.Nation.Code] = "Nacional",
    };

    /// <returns>Nothing of a code that the catalogue has not told of.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> Read(IndicatorsDb db, Dimension level, IEnumerable<string> codes,
        CancellationToken ct)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in codes.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            if (level == Dimension.Facility)
                await foreach (var x in db.Facilities.AsNoTracking().Where(x => x.Latest && some.Contains(x.Code))
                    .Select(x => new { x.Code, x.Name }).AsAsyncEnumerable().WithCancellation(ct))
                    names[x.Code] = x.Name;
            else if (level == Dimension.Clave)
                await foreach (var x in db.Items.AsNoTracking().Where(x => some.Contains(x.Clave))
                    .Select(x => new { x.Clave, x.Description }).AsAsyncEnumerable().WithCancellation(ct))
                    names[x.Clave] = x.Description;
            else
                foreach (var code in some)
                    if (Own(level, code) is { } name)
                        names[code] = name;
        }
        return names;
    }

    /// <summary>Of a group whose name is in no table.</summary>
    public static string? Own(Dimension level, string code) => level switch
    {
        Dimension.State => FederalState.WithCode(code)?.Name,
        Dimension.Supplier or Dimension.UnitType => code,
        _ => fixedNames.GetValueOrDefault(code),
    };
}
