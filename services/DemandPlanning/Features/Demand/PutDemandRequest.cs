using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Features.Demand;

public static class PutDemandRequest
{
    public sealed record Request(IReadOnlyList<Line?>? Lines);

    /// <param name="Quantity">Pieces for the whole period, at least 1.</param>
    /// <param name="Justification">Why it is far from what was consumed; at most 1,000 characters.</param>
    public sealed record Line(string? Clave, long? Quantity, string? Justification = null);

    public sealed record Response(string Period, int Edition, string Buyer, int Version, IReadOnlyList<Line> Lines) : IVersioned;

    public static void MapPutDemandRequest(this IEndpointRouteBuilder planning) =>
        planning.MapPut("/demand/{period}/requests/{buyer}", Handle)
        .WithSummary("What a buyer asks for, as a whole; a replacement names the version it replaces in If-Match.")
        .Allow(Scope.State, Roles.State, Roles.Central)
        .Needs(Feed.Catalogue);

    private static async Task<Reply<Response>> Handle(string period, string buyer, Body<Request> body, IfMatch match, Caller caller,
        PlanningDb db, CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name))
            return why;
        if ((await Buyers.Named(db, buyer, ct)).Refused(out why, out var known))
            return why;
        if (FederalState.Parse(known.State).Refused(out why, out var state))
            return why;
        if (caller.MayActFor(state, "buyer") is { } foreign)
            return foreign;
        if (Read(body.Value.Lines).Refused(out why, out var lines))
            return why;
        if (await Formulary.MayAsk(db, known.Code, [.. lines.Select(x => x.Clave!)], ct) is { } outside)
            return outside;

        return await db.Write<Outcome<Created<Response>>>(async () =>
        {
            if (await db.Newest(name, ct) is not { } edition)
                return Periods.Unknown;
            var stored = await db.Requests.SingleOrDefaultAsync(x => x.Period == name && x.Edition == edition.Edition
                && x.Buyer == known.Code, ct);
            var fingerprint = Fingerprint.Of(lines);
            if (stored is not null && stored.Fingerprint.AsSpan().SequenceEqual(fingerprint))
                return new Created<Response>(new(name, edition.Edition, known.Code, stored.Version, lines), Repeated: true);
            if ((edition.Closed ?? (edition.TakesRequests ? null : Late)) is { } closed)
                return closed;
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;

            var created = stored is null;
            if (created)
                db.Requests.Add(stored = new DemandRequest { Period = name, Edition = edition.Edition, Buyer = known.Code });
            (stored!.Fingerprint, stored.Version) = (fingerprint, stored.Version + 1);
            await Replace(db, edition, known.Code, known.State, lines, ct);
            edition.Changed(caller.Subject, hasRequests: true);
            db.Audit("demand.requested", $"{name}/{known.Code}", $"version {stored.Version}, {lines.Count} lines");
            return new Created<Response>(new(name, edition.Edition, known.Code, stored.Version, lines), Repeated: !created);
        }, ct);
    }

    private static readonly Refusal Late = Refusals.RequestsClosed();

    private static async Task Replace(PlanningDb db, DemandEdition edition, string buyer, string state, List<Line> lines,
        CancellationToken ct)
    {
        var rows = await db.LinesOf(edition).Where(x => x.Buyer == buyer).ToDictionaryAsync(x => x.Clave, ct);
        var asked = lines.ToDictionary(x => x.Clave!);
        foreach (var row in rows.Values.Where(x => x.Requested is not null && !asked.ContainsKey(x.Clave)))
        {
            (row.Requested, row.Justification, row.Deviates, row.Version) = (null, null, false, row.Version + 1);
            if (row is { Consolidated: null, CpmBased: null })
                db.Lines.Remove(row);
        }
        foreach (var (clave, line) in asked)
        {
            if (!rows.TryGetValue(clave, out var row))
                db.Lines.Add(row = edition.NewLine(buyer, state, clave));
            (row.Requested, row.Justification, row.Deviates, row.Version) = (line.Quantity, line.Justification, false, row.Version + 1);
        }
    }

    // Normalised and in the order of the claves, so that the same request in another order is the same.
    private static Outcome<List<Line>> Read(IReadOnlyList<Line?>? lines)
    {
        if (lines is not { Count: > 0 })
            return Refusals.NoLines("lines");
        var read = new SortedDictionary<string, Line>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            var at = $"lines[{i}]";
            if (lines[i] is not { } line)
                return Refusals.EmptyLine(at);
            if (Clave.Parse(line.Clave).Refused(out var why, out var clave)
                || Pieces.Positive(line.Quantity, "quantity").Refused(out why, out _))
                return why.At(at);
            if (line.Justification is { Length: > 1000 })
                return Refusals.Justification($"{at}.justification");
            var justification = string.IsNullOrWhiteSpace(line.Justification) ? null : line.Justification.Trim();
            if (!read.TryAdd(clave.Value, new Line(clave.Value, line.Quantity, justification)))
                return Refusals.ClaveRepeated(clave, $"{at}.clave");
        }
        return read.Values.ToList();
    }
}
