namespace Supply.Catalog.Domain;

/// <summary>What the catalogue says of a clave.</summary>
/// <param name="Ven"><c>V</c>ital, <c>E</c>sencial, <c>N</c>o esencial; null: unknown.</param>
public sealed record SupplyItem(string Description, string? Ven, ProductClass Class, bool Active, bool Controlled, bool ColdChain)
{
    /// <summary>The longest description; the federal annexes reach 6,549 characters.</summary>
    public const int MaxDescription = 10_000;

    /// <summary>What a new clave is unless a list says otherwise: active, and of the class and control of its leading group.</summary>
    public static SupplyItem New(Clave clave, string description) =>
        new(description, null, ProductClasses.Of(clave), Active: true, ProductClasses.IsControlled(clave), ColdChain: false);
}

/// <summary>What one row of a list says of a clave; null: it says nothing, by an absent column or an empty cell, and what is stored stays.</summary>
public sealed record ItemRow(Clave Clave, string? Description, string? Ven, ProductClass? Class, bool? Active, bool? Controlled, bool? ColdChain)
{
    /// <summary>Refuses with <c>item.no-description</c> where the clave is new and the row does not describe it.</summary>
    public Outcome<SupplyItem> Over(SupplyItem? stored)
    {
        if ((stored ?? (Description is null ? null : SupplyItem.New(Clave, Description))) is not { } item)
            return Refusal.Invalid("item.no-description", $"La clave {Clave} es nueva y el renglón no trae su descripción.", "descripcion");
        return item with
        {
            Description = Description ?? item.Description, Ven = Ven ?? item.Ven, Class = Class ?? item.Class,
            Active = Active ?? item.Active, Controlled = Controlled ?? item.Controlled, ColdChain = ColdChain ?? item.ColdChain,
        };
    }
}

/// <summary>The cells of a list of claves. An absent column and an empty cell are null: nothing said.</summary>
public static class ItemCells
{
    /// <summary>Refuses with <c>item.description-too-long</c>.</summary>
    public static Outcome<string?> Description(string? cell) => Texts.Paragraphs(cell) is var text && text.Length > SupplyItem.MaxDescription
        ? Refusal.Invalid("item.description-too-long", $"La descripción tiene {text.Length:N0} caracteres; caben {SupplyItem.MaxDescription:N0}.", "descripcion")
        : text.Length == 0 ? null : text;

    /// <summary><c>V</c>, <c>E</c>, <c>N</c> or the words; refuses with <c>item.ven</c>.</summary>
    public static Outcome<string?> Ven(string? cell) => Texts.Fold(cell) switch
    {
        "" => (string?)null,
        "V" or "VITAL" => "V",
        "E" or "ESENCIAL" => "E",
        "N" or "NO ESENCIAL" => "N",
        _ => Refusal.Invalid("item.ven", $"«{Codes.Show(cell)}» no es V (vital), E (esencial) ni N (no esencial).", "ven"),
    };

    /// <summary>The class that a list gives a clave against that of its leading group; refuses with <c>item.class</c>.</summary>
    public static Outcome<ProductClass?> Class(string? cell) => Texts.Fold(cell) switch
    {
        "" => (ProductClass?)null,
        "MEDICINE" or "MEDICAMENTO" or "MEDICAMENTOS" => ProductClass.Medicine,
        "MEDICALSUPPLY" or "MATERIAL DE CURACION" => ProductClass.MedicalSupply,
        "VACCINE" or "VACUNA" or "VACUNAS" => ProductClass.Vaccine,
        "OTHER" or "OTRO" or "OTROS" => ProductClass.Other,
        _ => Refusal.Invalid("item.class", $"«{Codes.Show(cell)}» no es una clase: medicamento, material de curación, vacuna u otro.", "clase"),
    };

    /// <summary>Yes or no; refuses with <c>item.yes-or-no</c>.</summary>
    public static Outcome<bool?> YesOrNo(string? cell, string column) => Texts.Fold(cell) switch
    {
        "" => (bool?)null,
        "SI" or "S" or "1" or "TRUE" or "VERDADERO" or "X" => true,
        "NO" or "N" or "0" or "FALSE" or "FALSO" => false,
        _ => Refusal.Invalid("item.yes-or-no", $"La columna {column} lleva sí o no, y dice «{Codes.Show(cell)}».", column),
    };
}
