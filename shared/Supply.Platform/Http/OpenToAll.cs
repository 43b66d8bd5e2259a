namespace Supply.Platform.Http;

/// <summary>Routes that need no token, with the reason.</summary>
public sealed record OpenToAll(string Because);
