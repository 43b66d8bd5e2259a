namespace Supply.Catalog.Domain;

/// <param name="Kind"><c>state</c> or <c>hospital</c>.</param>
/// <param name="Alias">The text of the annex.</param>
public sealed record AnnexBuyer(string Code, string Name, string Kind, FederalState State, string Alias);
