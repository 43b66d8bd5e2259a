namespace Supply.Kernel;

/// <summary>An expected no, as a value. Faults are exceptions.</summary>
/// <param name="Code">Stable and documented: <c>service.reason</c>.</param>
/// <param name="Detail">Spanish, for the person who reads it on a screen.</param>
/// <param name="Field">The member of the request that is at fault, in the request's own spelling, where one is.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Detail, string? Field = null)
{
    public static Refusal Malformed(string code, string detail, string? field = null) => new(RefusalKind.Malformed, code, detail, field);
    public static Refusal Invalid(string code, string detail, string? field = null) => new(RefusalKind.Invalid, code, detail, field);
    public static Refusal NotFound(string code, string detail, string? field = null) => new(RefusalKind.NotFound, code, detail, field);
    public static Refusal Conflict(string code, string detail, string? field = null) => new(RefusalKind.Conflict, code, detail, field);
    public static Refusal Forbidden(string code, string detail, string? field = null) => new(RefusalKind.Forbidden, code, detail, field);
    public static Refusal Stale(string code, string detail) => new(RefusalKind.Stale, code, detail);
    public static Refusal VersionRequired(string code, string detail) => new(RefusalKind.VersionRequired, code, detail);

    /// <summary>The same refusal, said of a member that contains the one it names.</summary>
    public Refusal At(string field) => this with { Field = Field is null ? field : $"{field}.{Field}" };
}
