namespace Supply.Catalog.Domain;

/// <summary>
/// The words by which the official catalogue names types and typologies of establishments. What has none of them is no type: the kind,
/// and with it whether the orders of the place count, would be guessed.
/// </summary>
public static class FacilityTypes
{
    private static readonly string[] words =
    [
        "CONSULTA EXTERNA", "APOYO", "ASISTENCIA SOCIAL", // and DE HOSPITALIZACION
        "NUCLEO", "CENTRO", "CASA DE", "CASA HOGAR", "CLINICA", "CONSULTORIO", "HOSPITAL", "INSTITUTO", "MATERNIDAD", "SANATORIO",
        "UNEME", "UMAE", "CESSA", "CAAPS", "ESPECIALIDADES MEDICAS", "UNIDAD DE", "UNIDAD MEDICA", "MODULO", "PUESTO DE",
        "REHABILITACION", "MOVIL", "BRIGADA", "CARAVANA", "ALMACEN", "FARMACIA", "LABORATORIO", "LAVANDERIA", "BANCO DE", "OFICINA",
        "JURISDICCION", "ALBERGUE", "ASILO", "ESTANCIA", "GUARDERIA",
    ];

    /// <summary>As it is written; null: not said. Refuses with <c>facility.kind</c>, or <c>facility.text-too-long</c>.</summary>
    public static Outcome<string?> Read(string? cell, string column)
    {
        if (FacilityCells.Text(cell, column).Refused(out var why, out var text))
            return why;
        if (text is null || FacilityCells.NotSaid(text))
            return (string?)null;
        var says = Texts.Fold(text);
        return Array.Exists(words, x => says.Contains(x, StringComparison.Ordinal)) ? text : Refusals.UnknownType(cell, column);
    }
}
