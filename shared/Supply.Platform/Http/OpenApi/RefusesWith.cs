namespace Supply.Platform.Http.OpenApi;

/// <summary>A refusal that a filter of the route makes, where the code of its handler does not show it.</summary>
public sealed record RefusesWith(int Status, string Code);
