using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using RetryPolicy = Supply.Platform.Messaging.RetryPolicy;

namespace Supply.Bus;

/// <summary>
/// The only consumer. A message is acknowledged when its effect has committed or when it is parked; while the machine
/// is at fault it stays unacknowledged and waits, after <see cref="BusSettings.Hold"/> at the end of its queue.
/// </summary>
public sealed class HandlerConsumer<TDb, TMessage, THandler>(
    Grouping<TDb, TMessage, THandler> grouping, Subscription<TDb, TMessage, THandler> subscription, RetryPolicy retry, BusSettings settings, TimeProvider clock,
    ILogger<HandlerConsumer<TDb, TMessage, THandler>> log) : IConsumer<TMessage>
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    public async Task Consume(ConsumeContext<TMessage> context)
    {
        var ct = context.CancellationToken;
        var message = Arriving.Read(context);
        var began = clock.GetTimestamp();
        for (var attempt = 1; ;)
        {
            var verdict = await grouping.Run(message, ct);
            if (verdict.Error is null)
                return;
            log.LogWarning(verdict.Error, "{Handler} did not take message {Message}", subscription.Handler, message.MessageId);
            if (!verdict.Unavailable && attempt++ >= retry.Attempts && await Park(message, verdict.Error, ct))
                return;
            if (verdict.Unavailable && clock.GetElapsedTime(began) > settings.Hold)
                throw new TimeoutException($"{subscription.Handler} gives the message back while it waits for its database.", verdict.Error);
            await Task.Delay(verdict.Unavailable ? pause : retry.PauseAfter(attempt - 1), clock, ct);
        }
    }

    private async Task<bool> Park(Envelope message, Exception error, CancellationToken ct)
    {
        try
        {
            await subscription.Park(message, error, retry.Attempts, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "{Handler} could not park message {Message}; it is tried again", subscription.Handler, message.MessageId);
            return false;
        }
    }
}

/// <summary>What arrived while the last transaction ran shares the next one; nothing waits for a group to fill.</summary>
public sealed class Grouping<TDb, TMessage, THandler>
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    private const int Limit = 64;

    private readonly Channel<(Envelope Message, TaskCompletionSource<Verdict> Done)> waiting = Channel.CreateUnbounded<(Envelope, TaskCompletionSource<Verdict>)>();

    public Grouping(Subscription<TDb, TMessage, THandler> subscription, IHostApplicationLifetime life) => _ = Task.Run(() => Pump(subscription, life.ApplicationStopped));

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
                    done.TrySetResult(Verdict.Of(e));
            }
        }
    }
}
