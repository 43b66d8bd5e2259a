namespace Supply.DemandPlanning.Domain;

/// <summary>One clave on one local date.</summary>
public sealed record Share(string Clave, DateOnly Date, long Dispensed, long Prescribed);
