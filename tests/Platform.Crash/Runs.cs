namespace Supply.Samples;

/// <summary>How many runs of a job were under way at once, at most.</summary>
public sealed class Runs
{
    private int now;

    /// <summary>What <see cref="SortNotes"/> meets at an item.</summary>
    public Dictionary<string, Func<AlphaDb, CancellationToken, Task>> Faults { get; } = [];

    private TaskCompletionSource gate = new();

    /// <summary>Runs of <see cref="WaitForGate"/> that begin now end when the result is set.</summary>
    public TaskCompletionSource Hold() => gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Gate => gate.Task;

    public int AtOnce { get; private set; }

    public async Task Take(CancellationToken ct)
    {
        AtOnce = Math.Max(AtOnce, Interlocked.Increment(ref now));
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        Interlocked.Decrement(ref now);
    }
}
