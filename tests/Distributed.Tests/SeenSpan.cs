namespace Supply.Distributed.Tests;

public sealed record SeenSpan(string Service, string Name, string Trace, string Id, string Parent, IReadOnlyList<string> LinkedTraces);
