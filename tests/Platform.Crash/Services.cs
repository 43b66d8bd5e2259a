using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supply.Platform.Hosting;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Samples;

/// <summary>Takes notes and hears what became of them.</summary>
public sealed class AlphaService() : SupplyService<AlphaDb>("alpha")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapPutNote();
        api.MapListNotes();
        api.MapPutLabel();
        api.MapReadList();
        api.MapStumble();
        api.MapSumNumbers();
    }

    protected override void Handlers(HandlerList<AlphaDb> on) => on.On<NoteWritten, IndexNote>("index-note").On<NoteCounted, MarkCounted>("mark-counted");

    protected override void Jobs(JobList<AlphaDb> jobs) => jobs
        .Add<TidyUp>("tidy-up", "0 0 3 * * ?")
        .Add<FallOver>("fall-over", "0 0 4 * * ?")
        .Add<SortNotes>("sort-notes", "0 0 5 * * ?")
        .Add<WaitForGate>("wait-for-gate", "0 0 6 * * ?");

    protected override void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<Runs>();
        services.AddScoped<Idle>().AddScoped<Flood>();
    }
}

/// <summary>Hears of notes.</summary>
public sealed class BetaService() : SupplyService<BetaDb>("beta")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }

    protected override void Handlers(HandlerList<BetaDb> on) => on.On<NoteWritten, CountNote>("count-note").On<NoteDated, KeepDatedNote>("keep-dated-note");

    protected override void Services(IServiceCollection services, IConfiguration configuration) => services.TryAddSingleton<Trouble>();
}

/// <summary>How many runs of a job were under way at once, at most.</summary>
public sealed class Runs
{
    private int now;

    /// <summary>What <see cref="SortNotes"/> meets at an item.</summary>
    public Dictionary<string, Func<AlphaDb, CancellationToken, Task>> Faults { get; } = [];

    private TaskCompletionSource gate = new();

    /// <summary>Runs of <see cref="WaitForGate"/> that begin now end when the result is set.</summary>
    public TaskCompletionSource Hold() => gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Gate => gate.Task;

    public int AtOnce { get; private set; }

    public async Task Take(CancellationToken ct)
    {
        AtOnce = Math.Max(AtOnce, Interlocked.Increment(ref now));
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        Interlocked.Decrement(ref now);
    }
}

public sealed class TidyUp(Runs runs) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        await runs.Take(ct);
        progress.Did(3, "three notes");
    }
}

public sealed class FallOver : ISupplyJob
{
    public Task Run(JobProgress progress, CancellationToken ct) => throw new InvalidOperationException("fell over");
}

/// <summary>Does five items, each by itself.</summary>
public sealed class SortNotes(AlphaDb db, Runs runs) : ISupplyJob
{
    public static readonly string[] Items = ["a", "b", "c", "d", "e"];

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        foreach (var item in Items)
            if (await progress.Try(item, () => Sort(item, ct)))
                progress.Did(1);
    }

    private async Task Sort(string item, CancellationToken ct)
    {
        if (runs.Faults.TryGetValue(item, out var fault))
            await fault(db, ct);
        await db.Write(async () => (await Effects.Count(db, db.Effects, Guid.Empty, "sort-" + item, ct)).Times, ct);
    }
}

/// <summary>Finds nothing to do.</summary>
public sealed class Idle : ISupplyJob
{
    public Task Run(JobProgress progress, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Can do none of its items.</summary>
public sealed class Flood : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        for (var i = 0; i < 1500; i++)
            await progress.Try($"item {i}", () => throw new InvalidOperationException("no"));
    }
}

/// <summary>Takes as long as a test wants.</summary>
public sealed class WaitForGate(Runs runs) : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        await runs.Gate.WaitAsync(ct);
        progress.Did(1);
    }
}
