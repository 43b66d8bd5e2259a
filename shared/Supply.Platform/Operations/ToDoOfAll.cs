using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;

namespace Supply.Platform.Operations;

/// <summary><c>GET /todo</c>: how much waits for the caller in all services, by its roles and places, in one read.</summary>
public static class ToDoOfAll
{
    /// <param name="Kind">A kind of which nothing waits is there with 0; one that the caller has nothing to do with is not.</param>
    public sealed record Item(string Service, string Kind, long Count);

    /// <param name="Unanswered">Services that did not answer.</param>
    public sealed record Response(IReadOnlyList<Item> Items, IReadOnlyList<string> Unanswered);

    /// <summary>What waits for the caller in one service; null: it did not answer.</summary>
    public delegate Task<IReadOnlyList<ToDoCount>?> Ask(string service, HttpContext http, CancellationToken ct);

    public static void MapToDo(this IEndpointRouteBuilder routes, IReadOnlyList<string> services, Ask ask) => routes
        .MapGet("/todo", (HttpContext http, CancellationToken ct) => Handle(services, ask, http, ct))
        .WithSummary("What waits for the caller in all services, counted by kind.")
        .WithGroupName(Edge.Name).WithTags(Edge.Name).AddEndpointFilter(RequestParameters.Check)
        .Allow(Scope.Nation, Roles.All);

    private static async Task<Reply<Response>> Handle(
        IReadOnlyList<string> services, Ask ask, HttpContext http, CancellationToken ct)
    {
        var counts = await Task.WhenAll(services.Select(x => ask(x, http, ct)));
        return new Response(
            [.. services.Zip(counts, (service, some) => (some ?? []).Select(x => new Item(service, x.Kind, x.Count))).SelectMany(x => x)],
            [.. services.Where((_, i) => counts[i] is null)]);
    }
}
