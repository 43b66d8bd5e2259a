namespace Supply.Indicators.Domain;

/// <summary>What the documents print of the two indicators before this system measured them.</summary>
public static class PrintedHistory
{
    private const string Series = "002:335-343";

    public static IReadOnlyList<PrintedFigure> All { get; } =
    [
        new("ind-b", "IMSS", 2017, "94.4", Series), new("ind-b", "ISSSTE", 2017, "92", Series), new("ind-b", "SESA", 2017, "84.1", Series),
        new("ind-b", "IMSS", 2018, "88.9", Series), new("ind-b", "ISSSTE", 2018, "92.0", Series),
            new("ind-b", "SESA", 2018, "76.2", Series),
        new("ind-b", "IMSS", 2019, "90.6", Series), new("ind-b", "ISSSTE", 2019, "90.6", Series),
            new("ind-b", "SESA", 2019, "75.9", Series),
        new("ind-b", "IMSS-BIENESTAR", 2023, "ND", "003:1665-1679",
            "La fuente imprime 0.00% como meta al cierre de un indicador que no se pudo medir."),
        new("ind-a", "IMSS-BIENESTAR", 2022, "ND", "002:747-753",
            "Línea base impresa como 0 con numerador y denominador 0: no hay valor."),
        new("ind-a", "IMSS-BIENESTAR", 2023, "ND", "002:733-761", "Ningún documento reporta el valor alcanzado."),
    ];
}
