namespace Supply.Distributed.Tests;

/// <summary>One value of a metric; of a histogram its count.</summary>
public sealed record SeenValue(string Service, string Metric, string Tags, double Value);
