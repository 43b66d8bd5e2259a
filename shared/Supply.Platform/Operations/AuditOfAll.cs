using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;

namespace Supply.Platform.Operations;

/// <summary>
/// <c>GET /audit</c>: who did what in all services together, newest first. The gateway and the embedded program have it; they differ in
/// how a service is asked.
/// </summary>
public static class AuditOfAll
{
    public sealed record Item(string Service, Guid Id, DateTimeOffset At, string Subject, string Role, string Action, string Document,
        string? Detail, Guid CorrelationId);

    /// <param name="Unanswered">Services that did not answer: what they have recorded is missing here.</param>
    public sealed record Response(IReadOnlyList<Item> Items, string? Next, IReadOnlyList<string> Unanswered);

    /// <summary>The first rows of one service that the query means, newest first; null: it did not answer.</summary>
    public delegate Task<Page<AuditOperations.AuditView>?> Ask(
        string service, AuditQuery asked, int size, HttpContext http, CancellationToken ct);

    /// <param name="ask">Called for each of the services, for all at once.</param>
    public static void MapAudit(this IEndpointRouteBuilder routes, IReadOnlyList<string> services, Ask ask) => routes
        .MapGet("/audit", (string? document, string? by, DateOnly? from, DateOnly? to, Guid? after, int? limit, HttpContext http,
            CancellationToken ct) => Handle(services, ask, new(document, null, by, from, to, after, Newest: true), limit, http, ct))
        .WithSummary("Who did what in all services, newest first; from and to are UTC dates, both included.")
        .WithGroupName(Edge.Name).WithTags(Edge.Name).AddEndpointFilter(RequestParameters.Check)
        .Allow(Scope.Nation, Roles.Auditor, Roles.Operator);

    private static async Task<Reply<Response>> Handle(
        IReadOnlyList<string> services, Ask ask, AuditQuery asked, int? limit, HttpContext http, CancellationToken ct)
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var pages = await Task.WhenAll(services.Select(x => ask(x, asked, size, http, ct)));
        var rows = pages.Zip(services, (page, service) => (page?.Items ?? []).Select(x => new Item(
                service, x.Id, x.At, x.Subject, x.Role, x.Action, x.Document, x.Detail, x.CorrelationId)))
            .SelectMany(x => x).OrderByDescending(x => x.Id).ToList();
        var more = rows.Count > size || pages.Any(x => x?.Next is not null);
        var items = rows.Take(size).ToList();
        return new Response(
            items, more && items.Count > 0 ? items[^1].Id.ToString() : null, [.. services.Where((_, i) => pages[i] is null)]);
    }
}
