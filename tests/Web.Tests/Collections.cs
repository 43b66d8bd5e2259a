namespace Supply.Web.Tests;

/// <summary>
/// All look at one program with the demonstration in it, one after the other; whoever adds to it waits until that is counted.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OverTheDemonstration : ICollectionFixture<Demonstration>
{
    public const string Name = "over the demonstration";
}

/// <summary>All record at one unit, each with documents of its own, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class AtTheCounter : ICollectionFixture<Workplace>
{
    public const string Name = "at the counter";
}
