using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Bus;

/// <summary>
/// What arrived while the last transaction ran shares the next one; nothing waits for a group to fill. A group's rows stay locked
/// until its transaction ends, and requests for them wait: see <see cref="GroupSize"/>.
/// </summary>
public sealed class MessageBatcher<TDb, TMessage, THandler>
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    private readonly Channel<(Envelope Message, TaskCompletionSource<Verdict> Done)> waiting =
        Channel.CreateUnbounded<(Envelope, TaskCompletionSource<Verdict>)>();

    public MessageBatcher(Subscription<TDb, TMessage, THandler> subscription, IHostApplicationLifetime life, TimeProvider clock) =>
        _ = Task.Run(() => Pump(subscription, clock, life.ApplicationStopped));

    /// <summary>The endpoint's prefetch count bounds how many wait.</summary>
    public Task<Verdict> Run(Envelope message, CancellationToken ct)
    {
        var done = new TaskCompletionSource<Verdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((message, done));
        return done.Task.WaitAsync(ct);
    }

    private async Task Pump(Subscription<TDb, TMessage, THandler> subscription, TimeProvider clock, CancellationToken ct)
    {
        var size = new GroupSize();
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            var group = new List<(Envelope Message, TaskCompletionSource<Verdict> Done)>(size.Limit);
            while (group.Count < size.Limit && waiting.Reader.TryRead(out var next))
                group.Add(next);
            var began = clock.GetTimestamp();
            try
            {
                var verdicts = await subscription.Run([.. group.Select(x => x.Message)], ct);
                for (var i = 0; i < group.Count; i++)
                    group[i].Done.TrySetResult(verdicts[i]);
            }
            catch (Exception e)
            {
                foreach (var (_, done) in group)
                    if (ct.IsCancellationRequested) // a statement that is cancelled is a SqlException on SQL Server, and no message's fault
                        done.TrySetCanceled(ct);
                    else
                        done.TrySetResult(Verdict.Of(e));
            }
            size.Took(group.Count, clock.GetElapsedTime(began));
        }
    }
}
