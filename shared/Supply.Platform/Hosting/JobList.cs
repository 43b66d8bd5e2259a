using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Jobs;
using Supply.Platform.Persistence;

namespace Supply.Platform.Hosting;

/// <summary>What runs when.</summary>
public sealed class JobList<TDb>(string service, IServiceCollection services) where TDb : SupplyDb
{
    /// <param name="cron">Six fields, the first of them seconds; UTC. Not more often than once a minute.</param>
    /// <param name="atStart">Also when the host starts.</param>
    public JobList<TDb> Add<TJob>(string name, string cron, bool atStart = false) where TJob : class, ISupplyJob =>
        Add<TJob>(name, cron, null, atStart);

    /// <summary>What is due every few seconds. It runs first when the host starts.</summary>
    /// <param name="pause">Between two runs on a copy; while another copy runs it, this one leaves it out.</param>
    public JobList<TDb> Every<TJob>(string name, TimeSpan pause) where TJob : class, ISupplyJob =>
        Add<TJob>(name, null, pause, atStart: true);

    private JobList<TDb> Add<TJob>(string name, string? cron, TimeSpan? every, bool atStart) where TJob : class, ISupplyJob
    {
        services.AddScoped<TJob>();
        services.AddSingleton(x =>
            new ScheduledJob(service, name, cron, every, atStart, typeof(TJob), x.GetRequiredService<ServiceJobRunner<TDb>>()));
        return this;
    }
}
