using System.Collections.Frozen;

namespace Supply.Kernel;

/// <summary>
/// The IANA zone of a place in Mexico by entity and municipality, as the law of time zones of 2022 cuts them.
/// Zones with summer time are only the northern border's.
/// </summary>
public static class Zones
{
    public const string Default = "America/Mexico_City";

    private static readonly FrozenDictionary<string, string> byState = new Dictionary<string, string>
    {
        ["02"] = "America/Tijuana", ["03"] = "America/Mazatlan", ["04"] = "America/Merida", ["08"] = "America/Chihuahua",
        ["18"] = "America/Mazatlan", ["05"] = "America/Monterrey", ["10"] = "America/Monterrey", ["19"] = "America/Monterrey",
        ["23"] = "America/Cancun", ["25"] = "America/Mazatlan", ["26"] = "America/Hermosillo", ["28"] = "America/Monterrey",
        ["31"] = "America/Merida",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Municipalities whose clock differs from that of their entity.
    private static readonly FrozenDictionary<string, string> byMunicipality = new (string State, string Zone, string[] Municipalities)[]
    {
        ("08", "America/Ciudad_Juarez", ["JUAREZ", "CIUDAD JUAREZ", "ASCENSION", "GUADALUPE", "JANOS", "PRAXEDIS G GUERRERO"]),
        ("08", "America/Ojinaga", ["OJINAGA", "COYAME DEL SOTOL", "MANUEL BENAVIDES"]),
        ("05", "America/Matamoros", ["ACUNA", "ALLENDE", "GUERRERO", "HIDALGO", "JIMENEZ", "MORELOS", "NAVA", "OCAMPO", "PIEDRAS NEGRAS",
            "VILLA UNION", "ZARAGOZA"]),
        ("19", "America/Matamoros", ["ANAHUAC"]),
        ("28", "America/Matamoros", ["NUEVO LAREDO", "GUERRERO", "MIER", "MIGUEL ALEMAN", "CAMARGO", "GUSTAVO DIAZ ORDAZ", "REYNOSA",
            "RIO BRAVO", "VALLE HERMOSO", "MATAMOROS"]),
        ("18", "America/Bahia_Banderas", ["BAHIA DE BANDERAS"]),
    }.SelectMany(x => x.Municipalities.Select(m => (Key: x.State + m, x.Zone)))
        .ToFrozenDictionary(x => x.Key, x => x.Zone, StringComparer.Ordinal);

    /// <summary>
    /// The zone's IANA name; <see cref="Default"/> where the entity is unknown. Accents, case and dots in the municipality do not matter.
    /// </summary>
    public static string Of(string? state, string? municipality = null) =>
        state is null ? Default
        : byMunicipality.GetValueOrDefault(state + Texts.Fold(municipality?.Replace(".", "", StringComparison.Ordinal)))
            ?? byState.GetValueOrDefault(state, Default);

    /// <summary>The date on the wall of the zone at the instant.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine has no such zone (Debian: package tzdata).</exception>
    public static DateOnly DateAt(DateTimeOffset instant, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    public static bool Exists(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
}
