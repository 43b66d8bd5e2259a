using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Supply.Platform.Hosting;

namespace Supply.Platform.Telemetry;

/// <summary>
/// Traces, metrics and logs by OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; the standard variables of
/// OpenTelemetry set the rest. Query strings and bodies leave the process in no form.
/// </summary>
public static class Export
{
    /// <param name="service"><c>catalog</c>, <c>gateway</c>; the resource's name is <c>supply-{service}</c>.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        builder.Logging.AddSimpleConsole(x => x.IncludeScopes = true); // the scopes hold the trace's and the request's id
        if (!IsOn(builder))
            return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(x => x.AddService($"supply-{service}", serviceInstanceId: Node.From(builder.Configuration).Name))
            .WithTracing(x => x.AddSource(SupplyDiagnostics.Name, "Yarp.ReverseProxy")
                .AddAspNetCoreInstrumentation(asp =>
                {
                    asp.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
                    asp.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.query", null);
                })
                .AddHttpClientInstrumentation(http =>
                {
                    http.FilterHttpRequestMessage = request =>
                        request.RequestUri?.AbsolutePath.StartsWith("/health/", StringComparison.Ordinal) != true;
                    http.EnrichWithHttpRequestMessage = (activity, request) =>
                        activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Path));
                }))
            .WithMetrics(x =>
                x.AddMeter(SupplyDiagnostics.Name, "Npgsql").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithLogging(null, x => x.IncludeScopes = true)
            .UseOtlpExporter();
    }

    internal static bool IsOn(WebApplicationBuilder builder) => builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
}
