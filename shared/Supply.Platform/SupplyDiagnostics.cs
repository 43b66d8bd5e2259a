using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Supply.Platform;

/// <summary>
/// The one source of traces and metrics of our own. Tags hold names of services, handlers, jobs and types, and ids of
/// messages; never a document's content. Times are in seconds. docs/runbook.md says what to look at.
/// </summary>
public static class SupplyDiagnostics
{
    public const string Name = "ImssBienestar.Supply";

    public static readonly ActivitySource Source = new(Name);
    public static readonly Meter Meter = new(Name);

    /// <summary>One transaction of a handler, of one message or of a group.</summary>
    internal static readonly Histogram<double> HandlerTime = Meter.CreateHistogram<double>("supply.handler.duration", "s");

    /// <summary>Outcome: <c>done</c>, <c>failed</c> (the message's fault), <c>unavailable</c> (the machine's).</summary>
    internal static readonly Counter<long> HandledMessages = Meter.CreateCounter<long>("supply.handler.messages", "{message}");

    internal static readonly Counter<long> ParkedMessages = Meter.CreateCounter<long>("supply.messages.parked", "{message}");

    /// <summary>From the claim of a batch until its rows are settled.</summary>
    internal static readonly Histogram<double> RelayTime = Meter.CreateHistogram<double>("supply.relay.duration", "s");

    /// <summary>
    /// Outcome: <c>delivered</c>, <c>retry</c> (a handler of the same process failed), <c>kept</c> (the machine's fault).
    /// </summary>
    internal static readonly Counter<long> RelayedMessages = Meter.CreateCounter<long>("supply.relay.messages", "{message}");

    internal static readonly Histogram<double> JobTime = Meter.CreateHistogram<double>("supply.job.duration", "s");

    /// <summary>Writes run again because another writer was first; <c>kind</c> is <c>contention</c> or <c>unique</c>.</summary>
    internal static readonly Counter<long> WriteRetries = Meter.CreateCounter<long>("supply.db.retries", "{retry}");

    /// <summary>How long writers wait for their turn at a SQLite file.</summary>
    internal static readonly Histogram<double> GateTime = Meter.CreateHistogram<double>("supply.db.gate.wait", "s");

    /// <summary>Runs of handlers and relays under the trace of the request that caused them.</summary>
    internal static Activity? StartActivity(this ActivitySource source, string name, ActivityKind kind, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, out var parent)
            ? source.StartActivity(name, kind, parent) : source.StartActivity(name, kind);

    internal static double Seconds(this TimeProvider clock, long since) => clock.GetElapsedTime(since).TotalSeconds;
}
