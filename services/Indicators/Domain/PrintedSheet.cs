namespace Supply.Indicators.Domain;

/// <summary>What the documents print of an indicator beside its name and its formula.</summary>
/// <param name="DataSource">From where the institution takes numerator and denominator.</param>
/// <param name="Baseline">As printed, with what it means.</param>
/// <param name="Collection">The period that is gathered, and when it is available.</param>
/// <param name="Lines">Document and lines; docs/rules.md says which documents these are.</param>
public sealed record PrintedSheet(string Purpose, string DataSource, string Baseline, string? Collection, string? Responsible, string Lines)
{
    private const string NotPrinted = "No impresa en la fuente";

    private static readonly PrintedSheet prescriptions = new(
        "Mide la eficacia en el surtimiento de medicamento en las unidades médicas hospitalarias.", NotPrinted,
        "Sin línea base: «el indicador no puede ser medible debido a que no se cuenta con el sistema que permita obtener los datos "
        + "necesarios».", null, "Coordinación de Abasto", "003:1657-1683");

    private static readonly Dictionary<string, PrintedSheet> all = new(StringComparer.Ordinal)
    {
        ["ind-a"] = new("Mide la proporción de órdenes de suministro de medicamentos y material de curación abastecidas a las unidades de "
            + "salud y hospitales.",
            "Numerador: Sistema Nacional de Distribución de Medicamentos (SNDM). Denominador: información generada por las entidades "
            + "federativas.",
            "2022: impresa como 0, «indicador de nueva creación por lo que la línea base es cero»; numerador y denominador son 0, así que "
            + "no hay valor (ND).",
            "Enero a diciembre; disponible en enero", "AYO, Unidad de Administración y Finanzas (UAF)", "002:733-761"),
        ["ind-b"] = prescriptions,
        ["ind-b-hospital"] = prescriptions,
    };

    /// <summary>Null: the documents do not print the indicator; it is this system's, beside the official ones.</summary>
    public static PrintedSheet? Of(string indicator) => all.GetValueOrDefault(indicator);
}
