namespace Supply.EndToEnd.Tests;

/// <summary>Each of these starts a process: one after the other, beside the process of <see cref="KillTests"/>.</summary>
[CollectionDefinition(nameof(OneProcessAtATime))]
public sealed class OneProcessAtATime;
