using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Supply.Platform;

/// <summary>The one source of traces and metrics of our own.</summary>
public static class SupplyDiagnostics
{
    public const string Name = "ImssBienestar.Supply";

    public static readonly ActivitySource Source = new(Name);
    public static readonly Meter Meter = new(Name);

    /// <summary>Handler runs that were started under the trace of the request that caused them.</summary>
    internal static Activity? StartActivity(this ActivitySource source, string name, ActivityKind kind, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, out var parent) ? source.StartActivity(name, kind, parent) : source.StartActivity(name, kind);
}
