using System.Diagnostics.CodeAnalysis;

namespace Supply.Kernel;

/// <summary>What kind of no: decides the HTTP status, never the text.</summary>
public enum RefusalKind
{
    /// <summary>The bytes are not what the route reads (400).</summary>
    Malformed,

    /// <summary>Readable, but it means nothing or breaks a rule (422).</summary>
    Invalid,

    /// <summary>There is no such thing (404).</summary>
    NotFound,

    /// <summary>It contradicts what is stored, and repeating it will not help (409).</summary>
    Conflict,

    /// <summary>Not this caller's to do or see (403).</summary>
    Forbidden,

    /// <summary>The caller's version is not the stored one (412).</summary>
    Stale,

    /// <summary>A replacement must name the version it replaces (428).</summary>
    VersionRequired,
}

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

/// <summary>What a transaction looks at to decide between commit and rollback.</summary>
public interface IOutcome
{
    Refusal? Refusal { get; }
}

/// <summary>A value or the reason why there is none.</summary>
public readonly struct Outcome<T> : IOutcome
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    /// <exception cref="InvalidOperationException">There is none: it was refused.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    /// <summary>Splits the outcome: <c>if (Parse(x).Refused(out var why, out var y)) return why;</c></summary>
    public bool Refused([NotNullWhen(true)] out Refusal? why, [NotNullWhen(false)] out T? got)
    {
        (why, got) = (Refusal, value);
        return why is not null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
