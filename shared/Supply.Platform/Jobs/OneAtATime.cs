using Hangfire.Client;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Supply.Platform.Jobs;

/// <summary>A job whose last run still waits or runs is not queued once more.</summary>
internal sealed class OneAtATime : JobFilterAttribute, IClientFilter
{
    private const string Last = "SupplyLast"; // Hangfire's own LastJobId is emptied when a creation is cancelled

    // A run that has waited for longer than this was lost from its queue. A run too many does no harm: the job's lock keeps them apart.
    private static readonly TimeSpan longestWait = TimeSpan.FromMinutes(10);

    public void OnCreating(CreatingContext context)
    {
        if (Schedule(context.Parameters) is { } id && context.Connection.GetAllEntriesFromHash(Key(id)) is { } entries
            && entries.TryGetValue(Last, out var last))
            context.Canceled = context.Connection.GetStateData(last) switch
            {
                { Name: "Processing" or "Scheduled" } => true,
                { Name: "Enqueued" } waiting => !HasWaitedLong(waiting),
                _ => false,
            };
    }

    public void OnCreated(CreatedContext context)
    {
        if (context.BackgroundJob is { } made && Schedule(context.Parameters) is { } id)
            context.Connection.SetRangeInHash(Key(id), [new(Last, made.Id)]);
    }

    private static bool HasWaitedLong(StateData waiting) =>
        waiting.Data.TryGetValue("EnqueuedAt", out var at)
            && TimeProvider.System.GetUtcNow() - JobHelper.DeserializeDateTime(at) > longestWait;

    private static string? Schedule(IDictionary<string, object> parameters) => parameters.TryGetValue("RecurringJobId", out var id)
        ? id as string : null;

    private static string Key(string id) => "recurring-job:" + id;
}
