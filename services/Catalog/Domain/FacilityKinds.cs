namespace Supply.Catalog.Domain;

/// <summary>
/// What a place is for the indicators, from what the official catalogue says of it. First row that applies, on folded text:
/// <list type="table">
/// <item><term>typology or type says MOVIL, BRIGADA or CARAVANA</term><description>mobileUnit</description></item>
/// <item><term>says ALMACEN and CENTRAL</term><description>centralWarehouse</description></item>
/// <item><term>says ALMACEN</term><description>stateWarehouse</description></item>
/// <item><term>typology is a laboratory, laundry, blood bank or office, or the type is DE APOYO or DE ASISTENCIA
/// SOCIAL</term><description>unclassified</description></item>
/// <item><term>specialities without beds (UNEME, CLINICA, UNIDAD DE ESPECIALIDADES)</term><description>healthUnit</description></item>
/// <item><term>CENTRO DE SALUD, NUCLEO BASICO, HOSPITAL or type DE HOSPITALIZACION, of level 2 or
/// 3</term><description>hospital</description></item>
/// <item><term>the same of level 1</term><description>healthUnit</description></item>
/// <item><term>level unknown</term><description>hospital where it says HOSPITAL first or DE HOSPITALIZACION, else healthUnit where it says
/// anything of health</description></item>
/// <item><term>only a level</term><description>healthUnit for 1, hospital for 2 and 3</description></item>
/// <item><term>nothing of this</term><description>unclassified</description></item>
/// </list>
/// The level decides between centre and hospital because lists name types loosely: Baja California has the community hospital
/// of San Felipe as a second-level CENTRO DE SALUD and a first-level UNEME under HOSPITALES.
/// </summary>
public static class FacilityKinds
{
    public const string HealthUnit = "healthUnit";
    public const string MobileUnit = "mobileUnit";
    public const string Hospital = "hospital";
    public const string StateWarehouse = "stateWarehouse";
    public const string CentralWarehouse = "centralWarehouse";
    public const string Unclassified = "unclassified";

    public static readonly string[] All = [HealthUnit, MobileUnit, Hospital, StateWarehouse, CentralWarehouse, Unclassified];

    public static bool IsWarehouse(string kind) => kind is StateWarehouse or CentralWarehouse;

    /// <summary>As a person reads it.</summary>
    public static string Spanish(string kind) => kind switch
    {
        HealthUnit => "unidad de salud",
        MobileUnit => "unidad móvil",
        Hospital => "hospital",
        StateWarehouse => "almacén estatal",
        CentralWarehouse => "almacén central",
        _ => "sin clasificar",
    };

    /// <summary>Refuses with <c>facility.kind</c>.</summary>
    public static Outcome<string> Parse(string? text) => Array.Find(All, x => x == Texts.Line(text)) is { } kind
        ? kind
        : Refusals.FacilityKind();

    /// <param name="type"><c>NOMBRE TIPO ESTABLECIMIENTO</c></param>
    /// <param name="typology"><c>NOMBRE DE TIPOLOGIA</c>, <c>tipoUnidad</c></param>
    /// <param name="careLevel">1, 2, 3 or unknown.</param>
    public static string Of(string? type, string? typology, int? careLevel)
    {
        var (kindOf, says) = (Texts.Fold(type), Texts.Fold(typology));
        var both = $"{says} {kindOf}";
        if (Has(both, "MOVIL", "BRIGADA", "CARAVANA"))
            return MobileUnit;
        if (Has(both, "ALMACEN"))
            return Has(both, "CENTRAL") ? CentralWarehouse : StateWarehouse;
        if (Has(says, "LABORATORIO", "LAVANDERIA", "BANCO DE SANGRE", "OFICINA") || Has(kindOf, "APOYO", "ASISTENCIA SOCIAL"))
            return Unclassified;
        if (Has(says, "UNEME", "CLINICA", "ESPECIALIDADES MEDICAS") && !says.StartsWith("HOSPITAL", StringComparison.Ordinal))
            return HealthUnit;
        var bedded = says.StartsWith("HOSPITAL", StringComparison.Ordinal) || Has(kindOf, "DE HOSPITALIZACION");
        return careLevel switch
        {
            1 => HealthUnit,
            2 or 3 => Hospital,
            _ when bedded => Hospital,
            _ when Has(both, "CENTRO DE SALUD", "NUCLEO", "CONSULTA EXTERNA", "CASA DE SALUD", "CONSULTORIO") => HealthUnit,
            _ => Unclassified,
        };
    }

    private static bool Has(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (text.Contains(word, StringComparison.Ordinal))
                return true;
        return false;
    }
}
