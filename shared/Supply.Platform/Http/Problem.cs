namespace Supply.Platform.Http;

/// <summary>The one form of every error (RFC 9457).</summary>
/// <param name="Code">Stable: <c>inventory.insufficient-stock</c>.</param>
/// <param name="Detail">Spanish, for people.</param>
/// <param name="Field">The member of the request at fault.</param>
public sealed record Problem(string Type, string Title, int Status, string Code, string Detail, Guid CorrelationId, string? Field = null);
