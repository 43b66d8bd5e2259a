using Microsoft.AspNetCore.Routing;
using Supply.Platform.Hosting;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Samples;

/// <summary>Nothing but jobs, for tests with several copies.</summary>
/// <param name="lacks">Jobs that this version of the service does not have.</param>
public sealed class ClockworkService(params string[] lacks) : SupplyService<BetaDb>("beta")
{
    protected override void Routes(RouteGroupBuilder api)
    {
    }

    protected override void Jobs(JobList<BetaDb> jobs)
    {
        if (!lacks.Contains("tick"))
            jobs.Add<Tick>("tick", "* * * * * ?");
        if (!lacks.Contains("beat"))
            jobs.Every<Tick>("beat", TimeSpan.FromMilliseconds(300));
        if (!lacks.Contains("linger"))
            jobs.Add<Linger>("linger", "0 0 0 29 2 ?", atStart: true);
    }
}

/// <summary>Says that it ran, and takes long enough to meet another run.</summary>
public sealed class Tick : ISupplyJob
{
    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        progress.Did(1, "tick");
    }
}

/// <summary>Its first run does not end by itself; each later one is done at once.</summary>
public sealed class Linger(BetaDb db) : ISupplyJob
{
    public static readonly Guid Key = new("0197f3a0-0000-7000-8000-000000000001");

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var times = await db.Write(async () => (await Effects.Count(db, db.Effects, Key, "linger", ct)).Times, ct);
        for (progress.Did(1, $"run {times}"); times == 1; progress.Did(1))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
    }
}
