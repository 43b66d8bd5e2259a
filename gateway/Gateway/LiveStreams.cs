using Supply.Platform.Hosting;

namespace Supply.Gateway;

/// <summary>
/// Streams of events have no end of their own: when the gateway has drained they are ended, and their readers come back to another copy.
/// </summary>
internal static class LiveStreams
{
    public static async Task EndWhenDrained(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.Value!.EndsWith("/stream", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        using var end = context.RequestServices.GetRequiredService<Drain>().Over.Register(context.Abort);
        await next(context);
    }
}
