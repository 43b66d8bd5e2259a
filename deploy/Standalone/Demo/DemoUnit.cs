namespace Supply.Standalone.Demo;

/// <param name="PerHundredDays">Prescriptions presented in a hundred ordinary days.</param>
public sealed record DemoUnit(string Code, string Name, string Kind, int CareLevel, string UnitType, bool Rural, int PerHundredDays);
