using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;
using Supply.Platform.Http.OpenApi;
using Supply.Platform.Persistence;

namespace Supply.Platform.Feeds;

/// <summary>What an operator sees and does of a service's fills, and how a route says which it needs.</summary>
public static class FillRoutes
{
    private const int RetryAfterSeconds = 5;

    /// <summary>
    /// Until the service has taken these streams whole, all that it takes where none is named, the route answers 503
    /// <c>service.filling</c> with <c>Retry-After</c>: its answer would be wrong, not merely old. What only records needs nothing.
    /// </summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, params Feed[] feeds) =>
        route.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        var service = http.GetEndpoint()!.Metadata.GetRequiredMetadata<IEndpointGroupNameMetadata>().EndpointGroupName;
        var book = http.RequestServices.GetServices<FillStatus>().Single(x => x.Service == service);
        var missing = await book.Missing(http.RequestServices, feeds, http.RequestAborted);
        return missing.Count == 0 ? await next(context) : new Filling();
    }).WithMetadata(new RefusesWith(StatusCodes.Status503ServiceUnavailable, "service.filling"));

    private sealed class Filling : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return httpContext.WriteProblem(StatusCodes.Status503ServiceUnavailable, "service.filling",
                "El servicio todavía está reuniendo los datos que esta operación necesita. Intente de nuevo en unos segundos.");
        }
    }

    internal static void MapFills<TDb>(this RouteGroupBuilder service) where TDb : SupplyDb
    {
        var ops = service.MapGroup("/ops/fills");
        ops.MapGet("/", ListFills<TDb>).WithSummary("The streams of other services that fill this one, and how far they were taken.")
            .Allow(Scope.Nation, Roles.Operator);
        ops.MapPost("/{stream}/run", RunFill<TDb>)
            .WithSummary("Takes a stream from the start once more; what is known already stays as it is.")
            .Allow(Scope.Nation, Roles.Operator);
    }

    /// <param name="Status"><c>due</c>, <c>filling</c> or <c>taken</c>.</param>
    /// <param name="Count">Facts since it fell due.</param>
    /// <param name="TakenAt">When it was last taken whole; absent: never.</param>
    /// <param name="FilledAt">
    /// When a database that had nothing of it was given what the owner had: what this service alone had made of it before is lost.
    /// </param>
    public sealed record FillView(string Stream, string Owner, [OneOf("due", "filling", "taken")] string Status,
        long Count, DateTimeOffset? TakenAt,
        DateTimeOffset? FilledAt, string? Note)
    {
        internal static FillView Of(Feed stream, FillRow row) =>
            new(stream.Name, stream.Owner, !row.Due ? "taken" : row.ClaimedUntil is null && row.Count == 0 ? "due"
                : "filling", row.Count, row.TakenAt, row.FilledAt, row.Note);
    }

    private static async Task<Reply<Page<FillView>>> ListFills<TDb>(TDb db, FillStatus<TDb> book, CancellationToken ct) where TDb : SupplyDb
    {
        var rows = await db.Fills.AsNoTracking().ToListAsync(ct);
        return new Page<FillView>([.. book.Feeds.SelectMany(x =>
            rows.Where(row => row.Stream == x.Feed.Name).Select(row => FillView.Of(x.Feed, row)))], null);
    }

    private static async Task<Reply<FillView>> RunFill<TDb>(string stream, TDb db, FillStatus<TDb> book, CancellationToken ct)
        where TDb : SupplyDb
    {
        if (book.Feeds.SingleOrDefault(x => x.Feed.Name == stream) is not { } known)
            return Refusal.NotFound("ops.no-such-fill", $"Este servicio no se llena de «{Codes.Show(stream)}».", "stream");
        return Reply<FillView>.Accepted(await db.Write(async () =>
        {
            var row = await db.Fills.SingleAsync(x => x.Stream == stream, ct);
            (row.Due, row.After, row.Count, row.ClaimedBy, row.ClaimedUntil, row.Note, row.ChangedAt) =
                (true, "", 0, null, null, null, db.Origin.Clock.Now());
            db.Audit("fill.asked", stream);
            return FillView.Of(known.Feed, row);
        }, ct));
    }
}
