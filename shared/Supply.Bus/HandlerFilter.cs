using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using RetryPolicy = Supply.Platform.Messaging.RetryPolicy;

namespace Supply.Bus;

/// <summary>
/// Takes a queue's messages as they lie on the wire, before MassTransit would read them: the handler reads the bytes that the sender wrote,
/// once. A message is acknowledged when its effect has committed or when it is parked, an unreadable one at once; while the machine is at
/// fault it stays unacknowledged and waits, after <see cref="BusSettings.Hold"/> at the end of its queue. Nothing goes to the broker's
/// error queues, where nobody looks.
/// </summary>
internal sealed class HandlerFilter<TDb, TMessage, THandler>(
    MessageBatcher<TDb, TMessage, THandler> batcher, Subscription<TDb, TMessage, THandler> subscription, RetryPolicy retry,
    BusSettings settings, TimeProvider clock, ILogger<HandlerFilter<TDb, TMessage, THandler>> log) : IFilter<ReceiveContext>
    where TDb : SupplyDb
    where TMessage : class
    where THandler : class, IHandle<TMessage>
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    /// <summary>Throws what is not the message's fault, above all a stop in the middle: it goes back to the queue.</summary>
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var (body, ct) = (context.GetBody(), context.CancellationToken);
        if (MassTransitEnvelope.Read(body, subscription.MessageType, out var why) is { } message)
            await Take(message, ct);
        else
            await ParkUnreadable(MassTransitEnvelope.ReadBroken(body, subscription.MessageType), why!, ct);
    }

    public void Probe(ProbeContext context)
    {
        // nothing to tell
    }

    private async Task Take(Envelope message, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        for (var attempt = 1; ;)
        {
            // what failed before holds nobody else up
            var verdict = attempt == 1 ? await batcher.Run(message, ct) : (await subscription.Run([message], ct))[0];
            if (verdict.Error is null)
                return;
            if (Unreadable(message, verdict.Error) is { } unreadable)
            {
                await ParkUnreadable(message, unreadable, ct);
                return;
            }
            log.LogWarning(verdict.Error, "{Handler} did not take message {Message}", subscription.Handler, message.MessageId);
            if (!verdict.Unavailable && attempt++ >= retry.Attempts && await Park(message, verdict.Error, retry.Attempts, ct))
                return;
            if (verdict.Unavailable && clock.GetElapsedTime(began) > settings.Hold)
                throw new TimeoutException($"{subscription.Handler} gives the message back while it waits for its database.",
                    verdict.Error);
            await Task.Delay(verdict.Unavailable ? pause : retry.PauseAfter(attempt - 1), clock, ct);
        }
    }

    /// <summary>A handler may fail over other JSON than its message's.</summary>
    private static JsonException? Unreadable(Envelope message, Exception error)
    {
        if (error is not JsonException)
            return null;
        try
        {
            MessageJson.Read<TMessage>(message.Body);
            return null;
        }
        catch (JsonException e)
        {
            return e;
        }
    }

    private async Task ParkUnreadable(Envelope message, Exception error, CancellationToken ct)
    {
        while (!await Park(message, error, attempts: 1, ct))
            await Task.Delay(pause, clock, ct);
    }

    private async Task<bool> Park(Envelope message, Exception error, int attempts, CancellationToken ct)
    {
        try
        {
            await subscription.Park(message, error, attempts, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "{Handler} could not park message {Message}; it is tried again", subscription.Handler, message.MessageId);
            return false;
        }
    }
}
