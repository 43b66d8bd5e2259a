using Supply.Platform.Http;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Supply.Gateway;

/// <summary>
/// A request that did not reach its copy goes to another one, as long as nothing of its body was read. When none is left,
/// or an answer failed before it began, the caller gets 503 <c>gateway.unavailable</c> with <c>Retry-After</c>; an answer
/// that breaks off later is broken off to the caller too.
/// </summary>
internal static class AnotherDestination
{
    public static async Task Forward(HttpContext context, RequestDelegate next)
    {
        var proxy = context.GetReverseProxyFeature();
        var tried = new HashSet<DestinationState>();
        while (true)
        {
            await next(context);
            if (context.Features.Get<IForwarderErrorFeature>() is not { } failure || context.Response.HasStarted
                || context.RequestAborted.IsCancellationRequested)
                return;
            if (proxy.ProxiedDestination is { } last)
                tried.Add(last);
            var left = proxy.AllDestinations.Where(x => !tried.Contains(x)).ToList();
            if (!MayGoElsewhere(context, failure) || left.Count == 0)
                break;
            proxy.AvailableDestinations = left.Any(x => x.MayServe()) ? left.FindAll(x => x.MayServe()) : left;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
        }
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError) // or it was the caller who failed to send
            await Refuse(context);
    }

    /// <summary>No connection: nothing was sent. Reads without a body may be asked twice.</summary>
    private static bool MayGoElsewhere(HttpContext context, IForwarderErrorFeature failure) => failure switch
    {
        {
            Error: ForwarderError.Request,
            Exception: HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
            },
        } => true,
        // the time to connect is up
        { Error: ForwarderError.RequestTimedOut, Exception: OperationCanceledException { InnerException: TimeoutException } } => true,
        { Error: ForwarderError.Request } =>
            HttpMethods.IsGet(context.Request.Method) && context.Request is { ContentLength: null or 0, Headers.TransferEncoding.Count: 0 },
        _ => false,
    };

    private static Task Refuse(HttpContext context)
    {
        context.Response.Clear();
        context.Response.Headers.RetryAfter = "1";
        return context.WriteProblem(StatusCodes.Status503ServiceUnavailable, "gateway.unavailable",
            "El servicio no está disponible en este momento. Envíe lo mismo otra vez en unos segundos.");
    }
}
