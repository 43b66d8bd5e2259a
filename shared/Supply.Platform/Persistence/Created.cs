namespace Supply.Platform.Persistence;

/// <param name="Repeated">The same request came before; this is the answer it got then.</param>
public readonly record struct Created<T>(T Value, bool Repeated);
