namespace Supply.Benchmarks;

/// <summary>Something was lost, was there twice, or did not come in time.</summary>
public sealed class WrongEndException(string message) : Exception(message);
