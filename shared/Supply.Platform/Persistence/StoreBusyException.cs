namespace Supply.Platform.Persistence;

/// <summary>The store could not take the write in time; nothing was written. Callers get 503 with <c>Retry-After</c>.</summary>
public sealed class StoreBusyException(string message, Exception? cause = null) : Exception(message, cause);
