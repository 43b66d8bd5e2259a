using Xunit.Sdk;
using Xunit.v3;

namespace Supply.Distributed.Tests;

/// <summary>Collections in the order of their names.</summary>
public sealed class ByName : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(x => x.TestCollectionDisplayName, StringComparer.Ordinal)];
}
