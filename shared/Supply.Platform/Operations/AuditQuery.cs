namespace Supply.Platform.Operations;

/// <summary>What of the audit is asked for.</summary>
/// <param name="Subject">Who did it, as tokens name them.</param>
/// <param name="From">UTC dates, both included.</param>
/// <param name="After">The last row that was seen.</param>
/// <param name="Newest">Newest first; otherwise oldest first.</param>
public sealed record AuditQuery(
    string? Document, string? Action, string? Subject, DateOnly? From, DateOnly? To, Guid? After, bool Newest);
