using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supply.Platform.Hosting;
using Supply.Platform.Jobs;

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
    }

    protected override void Handlers(HandlerList<AlphaDb> on) => on.On<NoteWritten, IndexNote>().On<NoteCounted, MarkCounted>();

    protected override void Jobs(JobList<AlphaDb> jobs) => jobs.Add<TidyUp>("tidy-up", "0 0 3 * * ?").Add<FallOver>("fall-over", "0 0 4 * * ?");

    protected override void Services(IServiceCollection services, IConfiguration configuration) => services.TryAddSingleton<Runs>();
}

/// <summary>Hears of notes.</summary>
public sealed class BetaService() : SupplyService<BetaDb>("beta")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }

    protected override void Handlers(HandlerList<BetaDb> on) => on.On<NoteWritten, CountNote>();

    protected override void Services(IServiceCollection services, IConfiguration configuration) => services.TryAddSingleton<Trouble>();
}

/// <summary>How many runs of a job were under way at once, at most.</summary>
public sealed class Runs
{
    private int now;

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
