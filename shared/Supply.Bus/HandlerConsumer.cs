using MassTransit;
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
    MessageBatcher<TDb, TMessage, THandler> batcher, Subscription<TDb, TMessage, THandler> subscription, RetryPolicy retry,
        BusSettings settings,
    TimeProvider clock, ILogger<HandlerConsumer<TDb, TMessage, THandler>> log) : IConsumer<TMessage>
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    public async Task Consume(ConsumeContext<TMessage> context)
    {
        var ct = context.CancellationToken;
        var message = MassTransitEnvelope.Read(context);
        var began = clock.GetTimestamp();
        for (var attempt = 1; ;)
        {
            // what failed before holds nobody else up
            var verdict = attempt == 1 ? await batcher.Run(message, ct) : (await subscription.Run([message], ct))[0];
            if (verdict.Error is null)
                return;
            log.LogWarning(verdict.Error, "{Handler} did not take message {Message}", subscription.Handler, message.MessageId);
            if (!verdict.Unavailable && attempt++ >= retry.Attempts && await Park(message, verdict.Error, ct))
                return;
            if (verdict.Unavailable && clock.GetElapsedTime(began) > settings.Hold)
                throw new TimeoutException($"{subscription.Handler} gives the message back while it waits for its database.",
                    verdict.Error);
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
