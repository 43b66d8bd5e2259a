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
