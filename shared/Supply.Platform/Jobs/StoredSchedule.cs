using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Microsoft.Extensions.Logging;

namespace Supply.Platform.Jobs;

/// <summary>
/// Makes the stored schedule what the code of this copy says. Copies of two versions may run side by side: what this one does not
/// know is removed only when no copy has known it for a day, and what another one has changed or disabled is put right within a minute.
/// </summary>
internal sealed class StoredSchedule(JobStorage storage, JobFilterCollection filters, IReadOnlyList<ScheduledJob> jobs, TimeProvider clock,
    ILogger log)
{
    private const string Known = "SupplyKnown"; // when a copy last said that it knows the job, in UTC ticks
    private static readonly TimeSpan sayAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan removeAfter = TimeSpan.FromDays(1);

    private readonly RecurringJobManager manager = new(storage, filters);

    public async Task Update(CancellationToken ct)
    {
        if (jobs.Count == 0)
            return;
        using var connection = storage.GetConnection();
        if (jobs.Any(x => !Read(connection).ContainsKey(Id(x))))
        {
            // Of copies that start together one fires what is due at the start.
            await using var held = await jobs[0].Runner.Enter("schedule", ct);
            Add(connection);
        }
        else
        {
            Add(connection);
        }
    }

    private void Add(IStorageConnection connection)
    {
        var stored = Read(connection);
        foreach (var job in jobs)
        {
            var known = stored.GetValueOrDefault(Id(job));
            if (known is { Error: not null })
                log.LogWarning("{Service}/{Job} was disabled in the stored schedule and is put right: {Reason}", job.Service, job.Name,
                    known.Error);
            // One that is left alone knows what it missed while no copy ran.
            if (known is not { Error: null } || known.Cron != job.Cron)
                Write(job, isNew: known is null);
            Say(connection, Id(job), after: sayAfter);
        }
        foreach (var id in stored.Keys.Except(jobs.Select(Id)))
            if (Say(connection, id, after: TimeSpan.MaxValue) > removeAfter)
                manager.RemoveIfExists(id);
    }

    private void Write(ScheduledJob job, bool isNew)
    {
        var (service, name) = (job.Service, job.Name);
        manager.AddOrUpdate(Id(job), Job.FromExpression<FireJob>(x => x.Fire(service, name, null!, CancellationToken.None)), job.Cron,
            new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Relaxed });
        if (isNew && job.AtStart)
            manager.TriggerJob(Id(job));
    }

    /// <summary>Says that a copy knows the job where that was said longer ago than <paramref name="after"/>, or never.</summary>
    /// <returns>How long ago it was said.</returns>
    private TimeSpan Say(IStorageConnection connection, string id, TimeSpan after)
    {
        var key = "recurring-job:" + id;
        var now = clock.GetUtcNow().UtcDateTime;
        var said = connection.GetAllEntriesFromHash(key)?.GetValueOrDefault(Known);
        TimeSpan? ago = said is null ? null : TimeSpan.FromTicks(now.Ticks - long.Parse(said, CultureInfo.InvariantCulture));
        if (ago is null || ago > after)
            connection.SetRangeInHash(key, [new(Known, now.Ticks.ToString(CultureInfo.InvariantCulture))]);
        return ago ?? TimeSpan.Zero;
    }

    private static Dictionary<string, RecurringJobDto> Read(IStorageConnection connection) => connection.GetRecurringJobs()
        .ToDictionary(x => x.Id);

    private static string Id(ScheduledJob job) => $"{job.Service}:{job.Name}";
}
