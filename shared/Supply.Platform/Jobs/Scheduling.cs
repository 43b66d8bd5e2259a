using Microsoft.Extensions.DependencyInjection;

namespace Supply.Platform.Jobs;

internal static class Scheduling
{
    /// <summary>Jobs run by themselves: at their times, and the loops.</summary>
    public static void AddSchedule(this IServiceCollection services) =>
        services.AddSingleton<DatabasesReady>().AddHostedService<Schedule>().AddHostedService<JobLoops>();
}
