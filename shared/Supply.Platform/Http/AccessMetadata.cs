namespace Supply.Platform.Http;

/// <summary>Declared on every route; a test enumerates them.</summary>
public sealed record AccessMetadata(Scope Scope, IReadOnlyList<string> Roles);
