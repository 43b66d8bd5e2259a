namespace Supply.Contracts.Catalog;

/// <summary>The kinds of a facility in <see cref="FacilityPublished"/>.</summary>
public static class FacilityKind
{
    public const string HealthUnit = "healthUnit";
    public const string MobileUnit = "mobileUnit";
    public const string Hospital = "hospital";
    public const string StateWarehouse = "stateWarehouse";
    public const string CentralWarehouse = "centralWarehouse";
    public const string Unclassified = "unclassified";

    public static bool IsUnit(string kind) => kind is HealthUnit or MobileUnit or Hospital;

    public static bool IsWarehouse(string kind) => kind is StateWarehouse or CentralWarehouse;
}
