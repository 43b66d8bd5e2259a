using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Facilities;

public static class PutFacility
{
    /// <param name="TimeZone">IANA name; absent: that of entity and municipality.</param>
    /// <param name="Buyer">Absent: who buys for the entity.</param>
    /// <param name="Predecessors">Codes that it had before: what is theirs becomes its own, in every service.</param>
    /// <param name="ConfirmedPredecessors">
    /// Those of <paramref name="Predecessors"/> that are right although they are of another entity or another kind of establishment.
    /// </param>
    /// <param name="ValidFrom">Absent: the date of the change at the facility; for a first version, since ever.</param>
    /// <param name="OpenWeekdays">The days of the week on which it attends, 1 (Monday) to 7 (Sunday). Absent: every day.</param>
    public sealed record Request(
        string? Name = null, string? State = null, string? Municipality = null,
        [OneOf(typeof(FacilityKinds))] string? Kind = null, int? CareLevel = null,
            string? UnitType = null, bool? Rural = null,
        decimal? Latitude = null, decimal? Longitude = null, string? TimeZone = null, DateOnly? OpensOn = null, DateOnly? ClosesOn = null,
        string?[]? Predecessors = null, string?[]? ConfirmedPredecessors = null, string? Buyer = null, DateOnly? ValidFrom = null,
        int[]? OpenWeekdays = null);

    public static void MapPutFacility(this IEndpointRouteBuilder catalog) => catalog.MapPut("/facilities/{code}", Handle)
        .WithSummary("Creates a facility or writes its next version; a replacement names the version it replaces in If-Match.")
        .Allow(Scope.Nation, Roles.Central);

    private static async Task<Reply<FacilityView>> Handle(
        string code, Body<Request> body, IfMatch match, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var request = body.Value;
        if (FacilityCode.Parse(code, "code").Refused(out var why, out var facility) || ReadContent(facility, request)
            .Refused(out why, out var read)
            || ReadCodes(request.Predecessors, "predecessors").Refused(out why, out var given)
            || ReadCodes(request.ConfirmedPredecessors, "confirmedPredecessors").Refused(out why, out var confirmed))
            return why;
        if (confirmed.Except(given).FirstOrDefault() is { Value: not null } stray)
            return Refusals.ConfirmedNoPredecessor(stray);
        if (request.ValidFrom is { } validFrom && DateRules.Validity(validFrom, today, "validFrom") is { } impossible)
            return impossible;
        return await db.Write<Outcome<Created<FacilityView>>>(async () =>
        {
            var book = await FacilityBook.Open(db, [facility, .. given], ct);
            if (book.Replaced(facility) is { } replaced)
                return replaced;
            if (book.Predecessors(facility, given).Refused(out var refused, out var formerly) || (await WithBuyer(db, facility, read, ct))
                .Refused(out refused, out var content))
                return refused;
            FacilityCode[] doubtful = [.. book.Doubtful(facility, content.Kind, given).Select(x => x.Code)];
            if (book.Doubtful(facility, content.Kind, given).FirstOrDefault(x => !confirmed.Contains(x.Code)).Why is { } unlike)
                return unlike;
            var stored = book.Latest(facility);
            if (content.Checked(today, stored?.Content).Refused(out refused, out _))
                return refused;
            if (stored is not null && book.Holds(facility, content, formerly)
                && (request.ValidFrom ?? stored.ValidFrom) == stored.ValidFrom)
                return new Created<FacilityView>(FacilityView.Of(stored), Repeated: true);
            if (stored is not null && match.MustBe(stored.Version) is { } stale)
                return stale;

            var written = book.Write(facility, content, formerly, request.ValidFrom);
            db.Audit("facility.published", written.Code, $"version {written.Version}");
            foreach (var taken in doubtful)
                db.Audit("facility.predecessor-confirmed", written.Code, taken.Value);
            return new Created<FacilityView>(FacilityView.Of(written), Repeated: stored is not null);
        }, ct);
    }

    private static async Task<Outcome<FacilityContent>> WithBuyer(
        CatalogDb db, FacilityCode code, FacilityContent content, CancellationToken ct)
    {
        if (content.Buyer is null)
            return content with { Buyer = (await db.StateBuyers(ct)).GetValueOrDefault(code.State.Code) };
        return await db.Buyers.AnyAsync(x => x.Code == content.Buyer, ct)
            ? content
            : Refusals.UnknownBuyer(content.Buyer, "buyer");
    }

    private static Outcome<FacilityContent> ReadContent(FacilityCode code, Request x)
    {
        if (FacilityCells.Text(x.Name, "name").Refused(out var why, out var name) || FacilityCells.Text(x.Municipality, "municipality")
            .Refused(out why, out var municipality)
            || FacilityCells.Text(x.UnitType, "unitType").Refused(out why, out var unitType)
                || FacilityKinds.Parse(x.Kind).Refused(out why, out var kind)
            || FacilityCells.Degrees(x.Latitude, 90, "latitude").Refused(out why, out var latitude)
                || FacilityCells.Degrees(x.Longitude, 180, "longitude").Refused(out why, out var longitude)
            || FederalState.Parse(x.State ?? code.State.Code).Refused(out why, out var state))
            return why;
        if (name is null)
            return Refusals.FacilityWithoutName();
        if (state != code.State)
            return Refusals.StateMismatch(code, state);
        if (x.CareLevel is < 1 or > 3)
            return Refusals.CareLevel();
        if (FacilityCells.OpenWeekdays(x.OpenWeekdays).Refused(out why, out var weekdays))
            return why;
        var zone = string.IsNullOrWhiteSpace(x.TimeZone) ? Zones.Of(state.Code, municipality) : Texts.Line(x.TimeZone);
        if (!FacilityCells.IsZone(zone))
            return Refusals.TimeZone(zone);
        var buyer = Codes.Normalise(x.Buyer);
        return new FacilityContent(name, kind, zone, municipality, x.CareLevel, unitType is null ? null
            : Codes.Normalise(unitType), x.Rural, latitude, longitude,
            x.OpensOn, x.ClosesOn, buyer.Length == 0 ? null : buyer, weekdays);
    }

    private static Outcome<FacilityCode[]> ReadCodes(string?[]? given, string field)
    {
        if (given is { Length: > FacilityBook.MaxPredecessors })
            return Refusals.TooManyPredecessors();
        var codes = new List<FacilityCode>();
        for (var i = 0; i < given?.Length; i++)
        {
            if (FacilityCode.Parse(given[i], $"{field}[{i}]").Refused(out var why, out var code))
                return why;
            codes.Add(code);
        }
        return codes.Distinct().ToArray();
    }
}
