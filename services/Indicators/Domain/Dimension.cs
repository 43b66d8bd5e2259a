namespace Supply.Indicators.Domain;

/// <summary>By what a figure can be split, or of what it is; <see cref="Dimensions"/> says more. The names are stored.</summary>
public enum Dimension
{
    Nation,
    State,
    UnitLevel,
    UnitType,
    Rural,
    Facility,
    Clave,
    Supplier,
    ProductClass,
}
