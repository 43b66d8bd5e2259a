namespace Supply.Indicators.Domain;

/// <summary>The numbers of a figure.</summary>
public sealed record Content(Counts Counts, Coverage Coverage);
