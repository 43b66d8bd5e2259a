namespace Supply.Standalone.Demo;

/// <param name="PerHundredDays">Prescriptions presented in a hundred ordinary days.</param>
/// <param name="Items">The claves that it orders and hands out.</param>
public sealed record DemoUnit(
    string Code, string Name, string Kind, int CareLevel, string UnitType, bool Rural, int PerHundredDays, IReadOnlyList<DemoItem> Items)
{
    public int TotalWeight { get; } = Items.Sum(x => x.Weight);
}
