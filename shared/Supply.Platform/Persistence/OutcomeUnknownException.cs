namespace Supply.Platform.Persistence;

/// <summary>
/// The answer to a commit was lost: it may have been stored or not. The same request under the same id tells, and stores nothing
/// twice. Callers get 503 with <c>Retry-After</c>.
/// </summary>
public sealed class OutcomeUnknownException(Exception cause)
    : Exception("The answer to a commit was lost; what was written may be there.", cause);
