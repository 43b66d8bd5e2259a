using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.DemandPlanning.Features.Demand;

public static class PutConsolidatedLines
{
    public const int AtMost = 500;

    public sealed record Request(IReadOnlyList<Line?>? Lines);

    /// <param name="Max">Pieces for the whole period; the minimum follows from it.</param>
    /// <param name="Version">The line's version as it was read; needed where a quantity is replaced.</param>
    public sealed record Line(string? Buyer, string? Clave, long? Max, int? Version = null);

    /// <param name="Status">
    /// <c>recorded</c>; <c>repeated</c>: it has that quantity already; <c>refused</c>, with a code, and the others stand.
    /// </param>
    /// <param name="Version">To be named when it is replaced; null of a refused one.</param>
    public sealed record Answer(
        [OneOf("recorded", "repeated", "refused")] string Status, string? Buyer, string? Clave, int? Version, long? Requested,
        long? CpmBased, long? Consolidated, long? Min, string? Code = null, string? Detail = null, string? Field = null);

    /// <param name="Lines">One for each line that was sent, in their order.</param>
    public sealed record Response(string Period, int Edition, int Recorded, int Repeated, int Refused, IReadOnlyList<Answer> Lines);

    public static void MapPutConsolidatedLines(this IEndpointRouteBuilder planning) =>
        planning.MapPut("/demand/{period}/consolidated", Handle)
        .WithSummary("Sets the consolidated demand of several lines by hand. Each is answered for itself, and what is refused of one "
            + "hinders none of the others; sent again it changes nothing.")
        .Allow(Scope.Nation, Roles.Central)
        .Needs(Feed.Catalogue);

    private static async Task<Reply<Response>> Handle(
        string period, Body<Request> body, Caller caller, PlanningDb db, CancellationToken ct)
    {
        if (Periods.Parse(period).Refused(out var why, out var name))
            return why;
        if (body.Value.Lines is not { Count: >= 1 and <= AtMost } asked)
            return Refusals.ConsolidatedLines(AtMost, "lines");
        var directory = await BuyerDirectory.Load(db, ct);
        var read = new List<Outcome<ConsolidatedLine>>();
        for (var i = 0; i < asked.Count; i++)
        {
            var one = Read(asked[i], directory);
            var isAgain = one.Refusal is null && read.Exists(x =>
                x.Refusal is null && (x.Value.Buyer.Code, x.Value.Clave) == (one.Value.Buyer.Code, one.Value.Clave));
            read.Add(isAgain ? Refusals.LineRepeated(one.Value.Buyer.Code, one.Value.Clave, "clave") : one);
        }
        return await db.Write<Outcome<Response>>(async () =>
        {
            if (await db.Newest(name, ct) is not { } edition)
                return Periods.Unknown;
            var keys = read.Where(x => x.Refusal is null).Select(x =>
                new { edition.Period, edition.Edition, Buyer = x.Value.Buyer.Code, Clave = x.Value.Clave.Value });
            var stored = await db.Lines.WithKeys(x => new { x.Period, x.Edition, x.Buyer, x.Clave }, keys)
                .ToDictionaryAsync(x => (x.Buyer, x.Clave), ct);
            var answers = asked.Select((x, i) => Set(db, edition, stored, x, read[i], $"lines[{i}]")).ToList();
            var recorded = answers.Count(x => x.Status == "recorded");
            if (recorded > 0)
                edition.Changed(caller.Subject, await db.HasRequests(edition, ct));
            return new Response(
                name, edition.Edition, recorded, answers.Count(x => x.Status == "repeated"), answers.Count(x => x.Status == "refused"),
                answers);
        }, ct);
    }

    private static Outcome<ConsolidatedLine> Read(Line? line, BuyerDirectory directory)
    {
        if (line is null)
            return Refusals.EmptyLine();
        if (directory.Find(Codes.Normalise(line.Buyer)) is not { } buyer)
            return Buyers.Unknown(line.Buyer);
        if (Clave.Parse(line.Clave).Refused(out var why, out var clave)
            || Pieces.AtLeastZero(line.Max, "max").Refused(out why, out var max))
            return why;
        return new ConsolidatedLine(buyer, clave, max);
    }

    private static Answer Set(
        PlanningDb db, DemandEdition edition, Dictionary<(string, string), DemandLine> stored, Line? asked, Outcome<ConsolidatedLine> read,
        string at)
    {
        if (read.Refused(out var why, out var line)
            || line.Set(db, edition, stored.GetValueOrDefault((line.Buyer.Code, line.Clave.Value)), new IfMatch(asked!.Version, false))
                .Refused(out why, out var set))
            return new Answer("refused", asked?.Buyer, asked?.Clave, null, null, null, null, null, why.Code, why.Detail, why.At(at).Field);
        var x = set.Value;
        return new Answer(
            set.Repeated ? "repeated" : "recorded", x.Buyer, x.Clave, x.Version, x.Requested, x.CpmBased, x.Consolidated, x.Min);
    }
}
