namespace Supply.Platform.Jobs;

/// <summary>Up to which message's trace the last run of each job that did something has linked.</summary>
internal sealed class LinkedCauses
{
    private readonly Dictionary<string, long> byJob = [];

    public long this[string job]
    {
        get
        {
            lock (byJob)
                return byJob.GetValueOrDefault(job);
        }
        set
        {
            lock (byJob)
                byJob[job] = value;
        }
    }
}
