namespace Supply.Platform.Jobs;

/// <param name="Name">Kebab case, unique in its service.</param>
/// <param name="Cron">Quartz's form with seconds, UTC.</param>
/// <param name="AtStart">Also once when the schedule is new, so that closes missed before are caught up; in the embedded mode it is new at each start.</param>
public sealed record ScheduledJob(string Service, string Name, string Cron, bool AtStart, Type Type, JobRunner Runner);
