namespace Supply.EndToEnd.Tests;

/// <summary>Each of these starts processes and measures them: one after the other.</summary>
[CollectionDefinition(nameof(OneProcessAtATime), DisableParallelization = true)]
public sealed class OneProcessAtATime;
