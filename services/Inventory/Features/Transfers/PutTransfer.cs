using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Inventory.Domain;
using Supply.Inventory.Features.Documents;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Features.Transfers;

/// <summary>Moves pieces between the locations or conditions of one facility, or, by central supply, to another funding source.</summary>
public static class PutTransfer
{
    public sealed record Request(string? Facility, Line?[]? Lines);

    public sealed record Line(string? Clave, string? Lot, DateOnly? ExpiresOn, long? Quantity, Place? From, Place? To);

    /// <summary>In <c>from</c> an absent member means main, usable, no funding source; in <c>to</c>, as it was.</summary>
    public sealed record Place(string? Location = null, StockCondition? Condition = null, string? FundingSource = null);

    public sealed record Response(Guid Id, string Facility, DateTimeOffset MovedAt, IReadOnlyList<Moved> Lines);

    public sealed record Moved(int Line, string Clave, string Lot, int Quantity, Place From, Place To);

    private sealed record Transfer(string Facility, IReadOnlyList<Move> Lines);

    private sealed record Move(string Clave, Holding From, Holding To, int Quantity);

    public static void MapPutTransfer(this IEndpointRouteBuilder inventory) => inventory.MapPut("/transfers/{id:guid}", Handle)
        .WithSummary(
            "Moves pieces of a lot between locations or conditions of one facility. Another funding source is central supply's to give.")
        .Allow(Scope.Facility, Roles.Warehouse, Roles.Pharmacy, Roles.Central);

    private static async Task<Reply<Response>> Handle(
        Guid id, Body<Request> body, Caller caller, InventoryDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Read(body.Value).Refused(out var why, out var transfer))
            return why;
        var facility = await db.Resolve(FacilityCode.Stored(transfer.Facility), ct);
        if (caller.MayActFor(facility) is { } foreign)
            return foreign;
        var repeated = transfer with { Facility = await FirstSpelling.Of(db, StockDocumentKind.Transfer, id, transfer.Facility, ct) };
        return await db.Write(
            () => db.Create(
                "transfer", id, Fingerprint.Of(repeated), () => Record(id, transfer, facility, caller, db, clock.Now(), ct), ct), ct);
    }

    private static async Task<Outcome<Response>> Record(
        Guid id, Transfer stated, FacilityCode facility, Caller caller, InventoryDb db, DateTimeOffset now, CancellationToken ct)
    {
        if ((await Listed(stated.Lines, facility, db, ct)).Refused(out var why, out var lines))
            return why;
        var transfer = stated with { Lines = lines };
        if (!caller.Is(Roles.Central) && transfer.Lines.Any(x => x.From.FundingSource != x.To.FundingSource))
            return Refusals.FundingChange();
        var recalls = await db.RecallsAt(facility, transfer.Lines.Select(x => x.Clave), ct);
        if (transfer.Lines.FirstOrDefault(x => x.To.Condition == StockCondition.Usable && recalls.Hold(x.Clave, x.To.Lot)) is { } withdrawn)
            return Refusals.LotRecalled(withdrawn.To, withdrawn.Clave);
        var ledger = await Ledger.Open(db, transfer.Lines.Select(x => (facility.Value, x.Clave)), ct);
        foreach (var (balance, wanted) in transfer.Lines
            .GroupBy(x => (x.Clave, x.From), x => (long)x.Quantity)
            .Select(x => (x.Key, x.Sum())))
            if (ledger[facility.Value, balance.Clave].OnHand(balance.From) is var onHand && onHand < wanted)
                return Refusals.NothingToMove(balance.From, balance.Clave, onHand, wanted);
        for (var i = 0; i < transfer.Lines.Count; i++)
        {
            var (clave, from, to, quantity) = transfer.Lines[i];
            var pair = ledger[facility.Value, clave];
            pair.Add(new StockLine.Transfer(
                new(id, Guid.Empty, i + 1, facility.Value, transfer.Facility, clave, pair.After(now), pair.DateAt(now), now),
                from, to, quantity));
        }
        await ledger.Post(ct);
        var response = new Response(id, facility.Value, now, [.. transfer.Lines.Select((x, i) =>
            new Moved(i + 1, x.Clave, x.From.Lot, x.Quantity, PlaceOf(x.From), PlaceOf(x.To)))]);
        db.Documents.Add(StockDocument.Of(StockDocumentKind.Transfer, id, facility, transfer.Facility, now, now, db.Origin, response));
        return response;
    }

    /// <summary>The lines under the listed codes; what they name anew has to be in use.</summary>
    private static async Task<Outcome<IReadOnlyList<Move>>> Listed(
        IReadOnlyList<Move> stated, FacilityCode facility, InventoryDb db, CancellationToken ct)
    {
        var (lists, lines) = (new StatedLists(db, facility), new List<Move>());
        for (var i = 0; i < stated.Count; i++)
        {
            var (_, from, to, _) = stated[i];
            if ((await lists.Holding(from, $"lines[{i}].from", comesIn: false, ct)).Refused(out var why, out var source))
                return why;
            var target = to with { FundingSource = source.FundingSource, Location = source.Location };
            if (to.FundingSource != from.FundingSource)
            {
                if ((await lists.FundingSource(to.FundingSource, $"lines[{i}].to.fundingSource", comesIn: true, ct))
                    .Refused(out why, out var other))
                    return why;
                target = target with { FundingSource = other };
            }
            if (to.Location != from.Location)
            {
                if ((await lists.Location(to.Location, $"lines[{i}].to.location", comesIn: true, ct)).Refused(out why, out var other))
                    return why;
                target = target with { Location = other };
            }
            if (target == source)
                return Refusals.NowhereToMove().At($"lines[{i}]");
            lines.Add(stated[i] with { From = source, To = target });
        }
        return lines;
    }

    private static Place PlaceOf(Holding x) => new(x.Location, x.Condition, x.FundingSource.Length == 0 ? null : x.FundingSource);

    private static Outcome<Transfer> Read(Request request) =>
        FacilityCode.Parse(request.Facility).Refused(out var why, out var facility) ? why
        : RequestParsing.Lines<Line, Move>(request.Lines, Read).Refused(out why, out var lines) ? why
        : new Transfer(facility.Value, lines);

    private static Outcome<Move> Read(Line line)
    {
        var from = line.From ?? new Place();
        if (RequestParsing.Holding(line.Clave, line.Lot, line.ExpiresOn, from.FundingSource, from.Condition, from.Location)
            .Refused(out var why, out var at)
            || Pieces.Positive(line.Quantity, "quantity").Refused(out why, out var quantity)
            || RequestParsing.Location(line.To?.Location, "to.location").Refused(out why, out var location)
            || RequestParsing.FundingSource(line.To?.FundingSource, "to.fundingSource").Refused(out why, out var source))
            return why;
        var to = at.Holding with
        {
            Location = line.To?.Location is null ? at.Holding.Location : location,
            FundingSource = line.To?.FundingSource is null ? at.Holding.FundingSource : source,
            Condition = line.To?.Condition ?? at.Holding.Condition,
        };
        return to == at.Holding
            ? Refusals.NowhereToMove()
            : new Move(at.Clave, at.Holding, to, quantity);
    }
}
