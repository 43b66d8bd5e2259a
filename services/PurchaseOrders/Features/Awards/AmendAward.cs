using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Feeds;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.Awards;

public static class AmendAward
{
    /// <param name="Document">Number of the agreement that was signed, 1 to 100 characters.</param>
    /// <param name="To">The new last day; absent: as it was.</param>
    /// <param name="Buyers">Those whose bounds change, or who join; the others stay as they are.</param>
    public sealed record Request(string? Document, string? Reason, DateOnly? To, IReadOnlyList<AwardBuyers.Request?>? Buyers);

    public static void MapAmendAward(this IEndpointRouteBuilder orders) =>
        orders.MapPut("/awards/{id:guid}/amendments/{amendment:guid}", Handle)
        .WithSummary("Changes an award's last day or its buyers' bounds by an agreement (If-Match); no maximum below what is ordered.")
        .Allow(Scope.Nation, Roles.Central)
        .Needs(Feed.Catalogue);

    private static async Task<Reply<AwardView>> Handle(
        Guid id, Guid amendment, Body<Request> body, IfMatch match, Caller caller, OrdersDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.Now();
        var directory = await BuyerDirectory.Load(db, ct);
        if (Read(body.Value, directory, Zones.DateAt(now, Zones.Default)).Refused(out var why, out var terms))
            return why;
        return await db.Write(() => db.Create("awardAmendment", amendment, Fingerprint.Of((id, terms)), async () =>
        {
            if (await db.Awards.SingleOrDefaultAsync(x => x.Id == id, ct) is not { } award)
                return Refusals.NoSuchAward("id");
            if (match.MustBe(award.Version) is { } stale)
                return stale;
            var to = terms.To ?? award.ValidTo;
            if (to < award.ValidFrom)
                return Refusals.AwardEndsBeforeItBegins(award.ValidFrom, "to");
            await AwardBuyerNames.Follow(db, [id], directory, ct);
            if ((await ChangeBounds(db, id, terms.Buyers, ct)).Refused(out var committed, out var changed))
                return committed;

            award.Version++;
            db.AwardAmendments.Add(new AwardAmendment
            {
                Id = amendment, AwardId = id, Version = award.Version, Document = terms.Document, Reason = terms.Reason,
                ValidToBefore = award.ValidTo, ValidToAfter = to, Buyers = MessageJson.Write(changed), RecordedBy = caller.Subject,
                RecordedAt = now,
            });
            award.ValidTo = to;
            db.Audit("award.amended", id.ToString(), $"{amendment} {terms.Document}");
            await db.SaveChangesAsync(ct);
            return (Outcome<AwardView>)await GetAward.Read(db, award, ct);
        }, ct), ct);
    }

    // In sorted order, and each by one conditional update: an order that commits pieces at the same moment is seen or waits.
    private static async Task<Outcome<List<AmendedBuyer>>> ChangeBounds(
        OrdersDb db, Guid award, IReadOnlyList<AwardBuyers.Part> parts, CancellationToken ct)
    {
        var changed = new List<AmendedBuyer>();
        foreach (var part in parts.OrderBy(x => x.Buyer, StringComparer.Ordinal))
        {
            var before = await db.AwardBuyers.AsNoTracking().SingleOrDefaultAsync(x => x.AwardId == award && x.Buyer == part.Buyer, ct);
            changed.Add(new AmendedBuyer(part.Buyer, before?.MinPieces, before?.MaxPieces, part.Min, part.Max));
            if (before is null)
                db.AwardBuyers.Add(new AwardBuyer { AwardId = award, Buyer = part.Buyer, MinPieces = part.Min, MaxPieces = part.Max });
            else if (!await AwardCommitments.ChangeBounds(db, award, part.Buyer, part.Min, part.Max, ct))
                return Refusals.AwardCommitted(part.Buyer, part.Max, "buyers");
        }
        return changed;
    }

    /// <summary>Normalised: what the fingerprint is taken of.</summary>
    private sealed record Terms(string Document, string Reason, DateOnly? To, IReadOnlyList<AwardBuyers.Part> Buyers);

    private static Outcome<Terms> Read(Request request, BuyerDirectory directory, DateOnly today)
    {
        if (Texts.Line(request.Document) is not { Length: >= 1 and <= 100 } document)
            return Refusals.AmendmentDocument("document");
        if (Texts.Line(request.Reason) is not { Length: >= 1 and <= 500 } reason)
            return Refusals.Reason("reason");
        if (request.To is { } to && DateRules.Award(to, today, "to", "orders.award-dates") is { } unlikely)
            return unlikely;
        if (request is { To: null, Buyers: null or { Count: 0 } })
            return Refusals.AmendmentEmpty("to");
        if (request.Buyers is null or { Count: 0 })
            return new Terms(document, reason, request.To, []);
        return AwardBuyers.Read(request.Buyers, directory).Refused(out var why, out var buyers) ? why
            : new Terms(document, reason, request.To, buyers);
    }
}
