using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <summary>What an operator sees and does of the changes of facilities' codes in a service.</summary>
internal static class CodeChangeRoutes
{
    public static void MapCodeChanges<TDb>(this RouteGroupBuilder service) where TDb : SupplyDb
    {
        if (!typeof(TDb).IsAssignableTo(typeof(ReferenceDb)))
            return;
        var ops = service.MapGroup("/ops/code-changes");
        ops.MapGet("/", ListCodeChanges<TDb>)
            .WithSummary("Facilities' codes that have changed, and how far the service's rows have followed.")
            .Allow(Scope.Nation, Roles.Operator);
        ops.MapPost("/{code}/run", RunCodeChange<TDb>).WithSummary("Looks for rows that still have another code once more.")
            .Allow(Scope.Nation, Roles.Operator);
    }

    /// <param name="Stated">The code under which the rows were recorded.</param>
    /// <param name="Current">The code that they are given.</param>
    /// <param name="Status"><c>moving</c>, <c>sweeping</c> (all moved, looked through again later), <c>finished</c> or <c>postponed</c>
    /// (see the note).</param>
    public sealed record CodeChangeView(
        string Stated, string Current, [OneOf("moving", "sweeping", "finished", "postponed")] string Status,
        DateTimeOffset RequestedAt, DateTimeOffset? DueAt, DateTimeOffset? FinishedAt,
        long Moved, string? Note)
    {
        public static CodeChangeView Of(CodeChange x) => new(x.Stated, x.Current,
            x.Note is not null
                ? "postponed"
                : x.DueAt is null
                ? "finished" : x.Sweeps > 0 ? "sweeping" : "moving", x.RequestedAt, x.DueAt, x.FinishedAt, x.Moved, x.Note);
    }

    /// <param name="open">Only those that are not finished.</param>
    private static async Task<Reply<Page<CodeChangeView>>> ListCodeChanges<TDb>(
        TDb db, bool? open, string? after, int? limit, CancellationToken ct) where TDb : SupplyDb
    {
        if (Pages.Limit(limit).Refused(out var why, out var size))
            return why;
        var rows = await ((ReferenceDb)(object)db).CodeChanges.AsNoTracking().Where(x => open != true || x.DueAt != null)
            .Where(x => after == null || x.Stated.CompareTo(after) > 0).OrderBy(x => x.Stated).Take(size + 1).ToListAsync(ct);
        return Pages.Of([.. rows.Select(CodeChangeView.Of)], size, x => x.Stated);
    }

    private static async Task<Reply<CodeChangeView>> RunCodeChange<TDb>(string code, TDb db, CancellationToken ct) where TDb : SupplyDb =>
        await db.Write<Outcome<CodeChangeView>>(async () =>
    {
        if (FacilityCode.Parse(code, "code").Refused(out var why, out var stated))
            return why;
        if (await ((ReferenceDb)(object)db).CodeChanges.SingleOrDefaultAsync(x => x.Stated == stated.Value, ct) is not { } change)
            return Refusal.NotFound("ops.no-such-code-change", $"La clave {stated} no ha cambiado.", "code");
        change.Request(change.Current, db.Origin.Clock.Now());
        db.Audit("facility.code-change-asked", stated.Value);
        return CodeChangeView.Of(change);
    }, ct);
}
