using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Figures;
using Supply.Indicators.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Live;

public static class StreamFigure
{
    private static readonly TimeSpan longest = TimeSpan.FromHours(12);

    [EndpointSummary("Server-sent events: changed, with the ETag that the figure has now, when the stream begins and at each change; "
        + "a comment every 20 seconds. It ends with the token, and when the service stops; come back with Last-Event-ID.")]
    internal static async Task<IResult> Handle([Required] string? i, [OneOf(typeof(Dimension))] string? level, string? code,
        [Required] string? period, HttpContext context, FigureWatch watch, IndicatorsDb db, Drain drain, TimeProvider clock,
        CancellationToken ct)
    {
        if (FigureQuery.Read(i ?? "", level, code, null).Refused(out var why, out var asked)
            || asked.Indicator.ReadPeriod(period).Refused(out why, out var of))
            return Results.Extensions.Refused(why);
        asked = await asked.UnderCurrentCode(db, ct);
        var stream = watch.Join(asked, of); // first, so that no change between is missed
        if (stream is null)
            return Results.Extensions.Refused(Refusals.TooManyStreams());
        try
        {
            if ((await GetFigure.Read(db, asked, of, Refresh.Today(clock), ct)).Refused(out why, out var figure))
            {
                stream.Dispose();
                return Results.Extensions.Refused(why);
            }
            return new Events(stream, FigureWatch.TagOf(figure), context.Request.Headers["Last-Event-ID"].ToString(),
                Left(context.User, clock), drain);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // Until the token expires.
    private static TimeSpan Left(ClaimsPrincipal user, TimeProvider clock) =>
        long.TryParse(user.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && DateTimeOffset.FromUnixTimeSeconds(seconds) - clock.GetUtcNow() is var left && left < longest
            ? left > TimeSpan.Zero ? left : TimeSpan.Zero : longest;

    private sealed class Events(FigureSubscription stream, string first, string seen, TimeSpan left, Drain drain) : IResult
    {
        private static readonly byte[] beat = ": beat\n\n"u8.ToArray();

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var own = stream;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, drain.Over);
            over.CancelAfter(left);
            var response = httpContext.Response;
            response.ContentType = "text/event-stream";
            (response.Headers.CacheControl, response.Headers["X-Accel-Buffering"]) = ("no-cache", "no");
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            try
            {
                await Write(response, first.Trim('"') == seen.Trim().Trim('"') ? beat : Changed(first), over.Token);
                for (var last = first; await stream.Next(over.Token);)
                {
                    var now = stream.Tag ?? last;
                    await Write(response, now == last ? beat : Changed(now), over.Token);
                    last = now;
                }
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                // the reader has gone, the token has expired, or the service stops
            }
        }

        private static byte[] Changed(string tag) => Encoding.UTF8.GetBytes($"event: changed\nid: {tag.Trim('"')}\ndata: {tag}\n\n");

        private static async Task Write(HttpResponse response, byte[] text, CancellationToken ct)
        {
            await response.Body.WriteAsync(text, ct);
            await response.Body.FlushAsync(ct);
        }
    }
}
