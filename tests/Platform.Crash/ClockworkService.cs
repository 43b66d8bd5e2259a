using Microsoft.AspNetCore.Routing;
using Supply.Platform.Hosting;

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
