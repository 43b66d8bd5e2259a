namespace Supply.Catalog.Domain;

/// <summary>
/// What one row of a list says of a clave; null: it says nothing, by an absent column or an empty cell, and what is stored stays.
/// </summary>
public sealed record ItemRow(Clave Clave, string? Description, string? Ven, ProductClass? Class, bool? Active, bool? Controlled,
    bool? ColdChain)
{
    /// <summary>Refuses with <c>item.no-description</c> where the clave is new and the row does not describe it.</summary>
    public Outcome<SupplyItem> Over(SupplyItem? stored)
    {
        if ((stored ?? (Description is null ? null : SupplyItem.New(Clave, Description))) is not { } item)
            return Refusals.ItemWithoutDescription(Clave);
        return item with
        {
            Description = Description ?? item.Description, Ven = Ven ?? item.Ven, Class = Class ?? item.Class,
            Active = Active ?? item.Active, Controlled = Controlled ?? item.Controlled, ColdChain = ColdChain ?? item.ColdChain,
        };
    }
}
