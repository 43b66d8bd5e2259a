namespace Supply.Indicators.Domain;

/// <param name="Value">As printed, <c>ND</c> and <c>NA</c> included: what was not measured is no zero.</param>
/// <param name="Source">Document and lines; docs/rules.md says which documents these are.</param>
public sealed record PrintedFigure(string Indicator, string Institution, int Year, string Value, string Source, string? Note = null);
