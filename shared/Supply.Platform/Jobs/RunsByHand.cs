using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Supply.Platform.Jobs;

/// <summary>Runs that a person started and nobody waits for. When the host stops they are told to, and it waits for them.</summary>
public sealed class RunsByHand(ILogger<RunsByHand> log) : IHostedService, IDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<Task> runs = [];
    private readonly CancellationTokenSource stopping = new();

    internal void Add(Func<CancellationToken, Task> run)
    {
        var task = Task.Run(() => Log(run), CancellationToken.None);
        lock (gate)
            runs.Add(task);
        _ = task.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        Task[] left;
        lock (gate)
            left = [.. runs];
        await Task.WhenAll(left).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private async Task Log(Func<CancellationToken, Task> run)
    {
        try
        {
            await run(stopping.Token);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogError(e, "A run by hand could not be run");
        }
        catch (OperationCanceledException)
        {
            // Told to stop; its row says so.
        }
    }

    private void Remove(Task run)
    {
        lock (gate)
            runs.Remove(run);
    }
}
