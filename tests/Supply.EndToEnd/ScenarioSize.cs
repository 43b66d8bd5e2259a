namespace Supply.EndToEnd;

/// <param name="Days">Days of history, ended before today.</param>
/// <param name="PrescriptionsPerUnitAndDay">On average.</param>
public sealed record ScenarioSize(int Days, int PrescriptionsPerUnitAndDay)
{
    public static readonly ScenarioSize Full = new(10, 5);
    public static readonly ScenarioSize Small = new(5, 3);
}
