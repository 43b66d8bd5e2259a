using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Supply.Platform.Jobs;

/// <summary>Hangfire's rows of a run go soon: the history is <c>job_runs</c>.</summary>
internal sealed class ShortMemory : JobFilterAttribute, IApplyStateFilter
{
    private static readonly TimeSpan kept = TimeSpan.FromMinutes(10);

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = kept;

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
    }
}
