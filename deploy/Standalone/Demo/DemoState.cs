namespace Supply.Standalone.Demo;

/// <param name="Reliability">How much of what is needed arrives in an ordinary month, 0.6 to 1.1.</param>
public sealed record DemoState(FederalState State, string Warehouse, string Zone, decimal Reliability, IReadOnlyList<DemoUnit> Units);
