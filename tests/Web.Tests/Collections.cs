namespace Supply.Web.Tests;

/// <summary>All look at one program with the demonstration in it; none changes what another counts.</summary>
[CollectionDefinition(Name)]
public sealed class OverTheDemonstration : ICollectionFixture<Demonstration>
{
    public const string Name = "over the demonstration";
}
