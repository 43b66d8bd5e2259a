using Hangfire.Common;
using Hangfire.States;

namespace Supply.Platform.Jobs;

/// <summary>
/// A run that this copy could not even begin, because it does not know the job or its database was away, waits a moment for whichever
/// copy takes it then. What a job itself throws does not come here: <see cref="JobRunner"/> writes it down as a failed run.
/// </summary>
internal sealed class PassOn : JobFilterAttribute, IElectStateFilter
{
    private const string Times = "PassedOn";
    private const int MostTimes = 120; // 10 min; then its next time comes anyway

    private static readonly TimeSpan pause = TimeSpan.FromSeconds(5);

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState { Exception: var why })
            return;
        var times = context.GetJobParameter<int>(Times);
        if (times == MostTimes)
        {
            // Not failed: Hangfire would keep it for ever.
            context.CandidateState = new DeletedState { Reason = why.Message };
            return;
        }
        context.SetJobParameter(Times, times + 1);
        context.CandidateState = new ScheduledState(pause) { Reason = why.Message };
    }
}
