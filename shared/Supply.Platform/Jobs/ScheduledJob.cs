using System.Globalization;

namespace Supply.Platform.Jobs;

/// <summary>
/// A job and when it runs: at the times of <paramref name="Cron"/>, or <paramref name="Every"/> so often; one of the two.
/// </summary>
/// <param name="Name">Kebab case, unique in its service.</param>
/// <param name="Cron">Six fields, the first of them seconds; UTC.</param>
/// <param name="Every">Pause between two runs on a copy, for what is due more often than once a minute.</param>
/// <param name="AtStart">
/// Also once when the schedule is new, so that closes missed before are caught up; in the embedded mode it is new at each start.
/// </param>
public sealed record ScheduledJob(string Service, string Name, string? Cron, TimeSpan? Every, bool AtStart, Type Type, JobRunner Runner)
{
    /// <summary>For people.</summary>
    public string Schedule => Cron ?? string.Create(CultureInfo.InvariantCulture, $"every {Every!.Value.TotalSeconds} s");
}
