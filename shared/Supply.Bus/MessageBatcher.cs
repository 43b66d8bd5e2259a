using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Bus;

/// <summary>What arrived while the last transaction ran shares the next one; nothing waits for a group to fill.</summary>
public sealed class MessageBatcher<TDb, TMessage, THandler>
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    private const int Limit = 64;

    private readonly Channel<(Envelope Message, TaskCompletionSource<Verdict> Done)> waiting =
        Channel.CreateUnbounded<(Envelope, TaskCompletionSource<Verdict>)>();

    public MessageBatcher(Subscription<TDb, TMessage, THandler> subscription, IHostApplicationLifetime life) =>
        _ = Task.Run(() => Pump(subscription, life.ApplicationStopped));

    /// <summary>The endpoint's prefetch count bounds how many wait.</summary>
    public Task<Verdict> Run(Envelope message, CancellationToken ct)
    {
        var done = new TaskCompletionSource<Verdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((message, done));
        return done.Task.WaitAsync(ct);
    }

    private async Task Pump(Subscription<TDb, TMessage, THandler> subscription, CancellationToken ct)
    {
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            var group = new List<(Envelope Message, TaskCompletionSource<Verdict> Done)>(Limit);
            while (group.Count < Limit && waiting.Reader.TryRead(out var next))
                group.Add(next);
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
        }
    }
}
