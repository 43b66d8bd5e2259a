using System.Globalization;
using System.Text.Json;

namespace Supply.Indicators.Domain;

/// <summary>
/// The dimensions of figures as data. A new one is a constant of <see cref="Dimension"/> and a row here, and where facilities have it a
/// column on their figures; where documents have it, what their rule says of them (<see cref="Judgement.Parts"/>).
/// </summary>
public static class Dimensions
{
    public static IReadOnlyList<DimensionRule> All { get; } =
    [
        new(Dimension.Nation, "nation", x => string.IsNullOrEmpty(x) || x == Group.Nation.Code ? Group.Nation.Code : Refusals.NationCode()),
        new(Dimension.State, "state", x => FederalState.Parse(x, "code").Refused(out var why, out var state) ? why : state.Code,
            x => x.State),
        new(Dimension.UnitLevel, "unitLevel", x => x is "1" or "2" or "3" ? x : Refusals.UnitLevelCode(),
            x => x.CareLevel?.ToString(CultureInfo.InvariantCulture)),
        new(Dimension.UnitType, "unitType", x => x is { Length: >= 1 and <= 200 } ? x : Refusals.UnitTypeCode(),
            x => x.UnitType is { Length: > 0 } type ? type : null),
        new(Dimension.Rural, "rural", x => x is "rural" or "urban" ? x : Refusals.RuralCode(),
            x => x.Rural is { } rural ? rural ? "rural" : "urban" : null),
        new(Dimension.Facility, "facility", x => FacilityCode.Parse(x, "code").Refused(out var why, out var code) ? why : code.Value),
        new(Dimension.Clave, "clave", x => Kernel.Clave.Parse(x, "code").Refused(out var why, out var clave) ? why : clave.Value,
            WholeNationOnly: true),
        new(Dimension.Supplier, "supplier",
            x => Codes.Normalise(x) is { Length: >= 1 and <= 200 } supplier ? supplier : Refusals.SupplierCode(), WholeNationOnly: true),
        new(Dimension.ProductClass, "productClass", x => Class(x) is { } known ? known : Refusals.ProductClassCode(),
            WholeNationOnly: true),
    ];

    private static readonly Dictionary<Dimension, DimensionRule> rules = All.ToDictionary(x => x.Dimension);

    /// <summary>Those that a facility is in, by what the catalogue says of it.</summary>
    public static IReadOnlyList<DimensionRule> OfFacilities { get; } = [.. All.Where(x => x.OfFacility is not null)];

    public static DimensionRule Rule(this Dimension dimension) => rules[dimension];

    public static DimensionRule? WithName(string? name) => All.SingleOrDefault(x => x.Name == name);

    /// <summary><c>medicine</c>, <c>medicalSupply</c>, <c>vaccine</c>, <c>other</c>.</summary>
    public static string NameOf(ProductClass x) => JsonNamingPolicy.CamelCase.ConvertName(x.ToString());

    private static string? Class(string? name) => Enum.GetValues<ProductClass>().Select(NameOf).FirstOrDefault(x => x == name);
}
