using System.Collections.Frozen;

namespace Supply.Kernel;

/// <summary>One of the 32 federal entities. Its code is INEGI's, two digits.</summary>
/// <param name="Prefix">The two letters with which the CLUES of its establishments begin; they are not ISO's (CDMX is <c>DF</c>).</param>
/// <param name="Operates">The entity transferred its services to IMSS-BIENESTAR: one of the 23 concurrent entities.</param>
public sealed record FederalState(string Code, string Prefix, string Name, bool Operates)
{
    public static IReadOnlyList<FederalState> All { get; } =
    [
        new("01", "AS", "Aguascalientes", false), new("02", "BC", "Baja California", true), new("03", "BS", "Baja California Sur", true),
        new("04", "CC", "Campeche", true), new("05", "CL", "Coahuila de Zaragoza", false), new("06", "CM", "Colima", true),
        new("07", "CS", "Chiapas", true), new("08", "CH", "Chihuahua", false), new("09", "DF", "Ciudad de México", true),
        new("10", "DG", "Durango", false), new("11", "GT", "Guanajuato", false), new("12", "GR", "Guerrero", true),
        new("13", "HG", "Hidalgo", true), new("14", "JC", "Jalisco", false), new("15", "MC", "México", true),
        new("16", "MN", "Michoacán de Ocampo", true), new("17", "MS", "Morelos", true), new("18", "NT", "Nayarit", true),
        new("19", "NL", "Nuevo León", false), new("20", "OC", "Oaxaca", true), new("21", "PL", "Puebla", true),
        new("22", "QT", "Querétaro", false), new("23", "QR", "Quintana Roo", true), new("24", "SP", "San Luis Potosí", true),
        new("25", "SL", "Sinaloa", true), new("26", "SR", "Sonora", true), new("27", "TC", "Tabasco", true),
        new("28", "TS", "Tamaulipas", true), new("29", "TL", "Tlaxcala", true), new("30", "VZ", "Veracruz de Ignacio de la Llave", true),
        new("31", "YN", "Yucatán", false), new("32", "ZS", "Zacatecas", true),
    ];

    private static readonly FrozenDictionary<string, FederalState> byCode = All.ToFrozenDictionary(x => x.Code, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, FederalState> byPrefix = All.ToFrozenDictionary(x => x.Prefix, StringComparer.Ordinal);

    public static FederalState? WithCode(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    public static FederalState? WithPrefix(string prefix) => byPrefix.GetValueOrDefault(prefix);

    /// <summary>Reads <c>13</c>; a single digit gets its zero. Refuses with <c>state.unknown</c>.</summary>
    public static Outcome<FederalState> Parse(string? text, string field = "state")
    {
        var code = Codes.Normalise(text);
        return WithCode(code.Length == 1 ? "0" + code : code) is { } state
            ? state
            : Refusal.Invalid("state.unknown", $"«{Codes.Show(text)}» no es la clave INEGI de una entidad federativa (01 a 32).", field);
    }
}
