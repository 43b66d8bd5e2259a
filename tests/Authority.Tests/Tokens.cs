namespace Supply.Authority.Tests;

/// <summary>What the token endpoint answered.</summary>
public sealed record Tokens(int Status, string? Access, string? Refresh, string? Identity, string? Error);
