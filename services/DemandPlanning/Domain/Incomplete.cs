namespace Supply.DemandPlanning.Domain;

/// <summary>What a run lacks, in words.</summary>
public static class Incomplete
{
    /// <summary>Null where nothing is missing.</summary>
    public static string? Notice(int facilities, int claves, int facts)
    {
        string[] missing =
        [
            .. facilities switch
            {
                0 => (string[])[],
                1 => ["1 unidad no se pudo calcular y no está en las sumas"],
                _ => [$"{facilities:N0} unidades no se pudieron calcular y no están en las sumas"],
            },
            .. claves switch
            {
                0 => (string[])[],
                1 => ["1 clave no tiene sumas"],
                _ => [$"{claves:N0} claves no tienen sumas"],
            },
            .. facts switch
            {
                0 => (string[])[],
                1 => ["1 mensaje de consumo o existencias está apartado"],
                _ => [$"{facts:N0} mensajes de consumo o existencias están apartados"],
            },
        ];
        return missing.Length == 0 ? null : $"El cálculo no está completo: {string.Join("; ", missing)}.";
    }
}
