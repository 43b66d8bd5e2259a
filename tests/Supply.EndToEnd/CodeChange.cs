namespace Supply.EndToEnd;

/// <summary>
/// The catalogue says that <paramref name="Code"/> has taken the place of these others and of no more: one that it named before and does
/// not name now is a unit of its own again.
/// </summary>
public sealed record CodeChange(string Code, params IReadOnlyList<string> Predecessors);
