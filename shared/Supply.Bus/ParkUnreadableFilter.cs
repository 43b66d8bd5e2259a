using System.Runtime.ExceptionServices;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Logging;
using Supply.Platform.Messaging;

namespace Supply.Bus;

/// <summary>
/// What the consumer never saw. An unreadable message is parked, as a handler that failed would have it; anything else,
/// above all a stop in the middle, goes back to the queue. Nothing goes to the broker's error queues, where nobody looks.
/// </summary>
internal sealed class ParkUnreadableFilter(ISubscription subscription, TimeProvider clock, ILogger log)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (!IsUnreadable(context.Exception))
        {
            await Pause(context.CancellationToken);
            ExceptionDispatchInfo.Throw(context.Exception);
        }
        await Park(context, context.Exception);
    }

    /// <summary>No consumer took it: another type of message than the queue is for.</summary>
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        Park(context, new SerializationException($"The queue takes {subscription.MessageType}, and this is something else."));

    public void Probe(ProbeContext context)
    {
        // nothing to tell
    }

    private async Task Park(ReceiveContext context, Exception error)
    {
        var message = MassTransitEnvelope.ReadBroken(context, subscription.MessageType);
        while (true)
        {
            try
            {
                await subscription.Park(message, error, attempts: 1, context.CancellationToken);
                return;
            }
            catch (Exception e) when (!context.CancellationToken.IsCancellationRequested)
            {
                log.LogError(e, "{Handler} could not park message {Message}; it is tried again", subscription.Handler, message.MessageId);
                await Task.Delay(pause, clock, context.CancellationToken);
            }
        }
    }

    private async Task Pause(CancellationToken ct) =>
        await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static bool IsUnreadable(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
            if (cause is SerializationException or JsonException)
                return true;
        return false;
    }
}
