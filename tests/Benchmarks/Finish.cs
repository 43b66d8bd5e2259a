using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supply.Benchmarks;

/// <summary>
/// Which messages' effects have committed, and when. A handler has one transaction at a time, and only one handler works at a time here.
/// </summary>
public sealed class Finish : DbTransactionInterceptor
{
    private readonly Lock turn = new();
    private readonly List<Guid> handled = [];
    private readonly Dictionary<Guid, long> began = [];
    private readonly Dictionary<Guid, long> ended = [];
    private TaskCompletionSource done = new();
    private int left;

    /// <summary>Completes when so many more have committed.</summary>
    public Task Expect(int count)
    {
        lock (turn)
        {
            (left, done) = (count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            handled.Clear();
            began.Clear();
            ended.Clear();
            return done.Task;
        }
    }

    /// <summary>The slice has committed.</summary>
    public void Began(Guid id, long timestamp)
    {
        lock (turn)
            began[id] = timestamp;
    }

    public void Handled(Guid id)
    {
        lock (turn)
            handled.Add(id);
    }

    public List<double> Milliseconds()
    {
        lock (turn)
            return [.. ended.Where(x => began.ContainsKey(x.Key))
                .Select(x => TimeProvider.System.GetElapsedTime(began[x.Key], x.Value).TotalMilliseconds).Order()];
    }

    public void Committed()
    {
        var now = TimeProvider.System.GetTimestamp();
        lock (turn)
        {
            foreach (var id in handled)
                ended[id] = now;
            left -= handled.Count;
            handled.Clear();
            if (left <= 0)
                done.TrySetResult();
        }
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed();
        return Task.CompletedTask;
    }
}
