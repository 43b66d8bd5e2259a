using Supply.Distributed.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(SharedDeployment))]
[assembly: TestCollectionOrderer(typeof(ByName))]

namespace Supply.Distributed.Tests;

/// <summary>One deployment for all tests that can share it, started by the first of them.</summary>
public sealed class SharedDeployment : IAsyncDisposable
{
    /// <summary>These run before the others, and the system holds nothing when the first of them comes.</summary>
    public const string WhileEmpty = "1 while the deployment is empty";

    /// <summary>These find what others have left, and the ledger of the clients knows it.</summary>
    public const string Filled = "2 on what the deployment holds by then";

    /// <summary>The same, with more copies of each service.</summary>
    public const string Grown = "3 on a deployment that has grown";

    private Task<LocalDeployment>? started;

    public Task<LocalDeployment> Started()
    {
        Assert.SkipWhen(LocalDeployment.Missing is not null, LocalDeployment.Missing ?? "");
        return started ??= LocalDeployment.Started();
    }

    public async ValueTask DisposeAsync()
    {
        if (started is { IsCompletedSuccessfully: true })
            await (await started).DisposeAsync();
    }
}
