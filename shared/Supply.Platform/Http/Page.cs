namespace Supply.Platform.Http;

/// <param name="Next">Pass it as <c>after</c> for the rows that follow; null: there are none.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
