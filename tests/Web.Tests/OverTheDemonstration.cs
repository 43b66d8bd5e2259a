namespace Supply.Web.Tests;

/// <summary>
/// All look at one program with the demonstration in it, one after the other; whoever adds to it waits until that is counted.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OverTheDemonstration : ICollectionFixture<Demonstration>
{
    public const string Name = "over the demonstration";
}
