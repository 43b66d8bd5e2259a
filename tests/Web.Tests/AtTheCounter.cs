namespace Supply.Web.Tests;

/// <summary>All record at one unit, each with documents of its own, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class AtTheCounter : ICollectionFixture<Workplace>
{
    public const string Name = "at the counter";
}
