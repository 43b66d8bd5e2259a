namespace Supply.EndToEnd;

/// <summary>The catalogue says that <paramref name="Code"/> has taken the place of the others.</summary>
public sealed record CodeChange(string Code, params IReadOnlyList<string> Predecessors);
