namespace Supply.Catalog.Domain;

/// <summary>The cells of a list of claves. An absent column and an empty cell are null: nothing said.</summary>
public static class ItemCells
{
    /// <summary>Refuses with <c>item.description-too-long</c>.</summary>
    public static Outcome<string?> Description(string? cell) =>
        Texts.Paragraphs(cell) is var text && text.Length > SupplyItem.MaxDescription
        ? Refusals.DescriptionTooLong(text.Length)
        : text.Length == 0 ? null : text;

    /// <summary><c>V</c>, <c>E</c>, <c>N</c> or the words; refuses with <c>item.ven</c>.</summary>
    public static Outcome<string?> Ven(string? cell) => Texts.Fold(cell) switch
    {
        "" => (string?)null,
        "V" or "VITAL" => "V",
        "E" or "ESENCIAL" => "E",
        "N" or "NO ESENCIAL" => "N",
        _ => Refusals.Ven(cell),
    };

    /// <summary>The class that a list gives a clave against that of its leading group; refuses with <c>item.class</c>.</summary>
    public static Outcome<ProductClass?> Class(string? cell) => Texts.Fold(cell) switch
    {
        "" => (ProductClass?)null,
        "MEDICINE" or "MEDICAMENTO" or "MEDICAMENTOS" => ProductClass.Medicine,
        "MEDICALSUPPLY" or "MATERIAL DE CURACION" => ProductClass.MedicalSupply,
        "VACCINE" or "VACUNA" or "VACUNAS" => ProductClass.Vaccine,
        "OTHER" or "OTRO" or "OTROS" => ProductClass.Other,
        _ => Refusals.ItemClass(cell),
    };

    /// <summary>Yes or no; refuses with <c>item.yes-or-no</c>.</summary>
    public static Outcome<bool?> YesOrNo(string? cell, string column) => Texts.Fold(cell) switch
    {
        "" => (bool?)null,
        "SI" or "S" or "1" or "TRUE" or "VERDADERO" or "X" => true,
        "NO" or "N" or "0" or "FALSE" or "FALSO" => false,
        _ => Refusals.YesOrNo(cell, column),
    };
}
