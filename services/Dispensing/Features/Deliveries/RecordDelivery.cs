using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Citizens;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Deliveries;

public static class RecordDelivery
{
    /// <param name="DeliveredAt">With offset; now where absent.</param>
    public sealed record Request(DateTimeOffset? DeliveredAt = null, IReadOnlyList<LineRequest?>? Lines = null)
    {
        public Outcome<DeliveredLine[]> Read()
        {
            if (Lines is not { Count: > 0 })
                return Refusals.NoLines("entrega");
            var lines = new DeliveredLine[Lines.Count];
            for (var i = 0; i < lines.Length; i++)
            {
                if ((Lines[i]?.Read() ?? Refusals.NoLine()).Refused(out var why, out var line))
                    return why.At($"lines[{i}]");
                lines[i] = line;
            }
            return lines;
        }
    }

    /// <param name="Line">A line of the prescription that is none's substitute.</param>
    /// <param name="Quantity">Pieces, 1 or more, at most what is owed.</param>
    public sealed record LineRequest(long? Line, long? Quantity, IReadOnlyList<LotRequest?>? Lots = null)
    {
        public Outcome<DeliveredLine> Read()
        {
            if (Prescriptions.LineRequest.Number(Line, "line").Refused(out var why, out var line)
                || Pieces.Positive(Quantity, "quantity").Refused(out why, out var quantity))
                return why;
            if (LotRequest.Read(Lots).Refused(out why, out var lots))
                return why;
            return new DeliveredLine(line, quantity, lots.Length == 0 ? null : lots);
        }
    }

    public sealed record Response(Guid Id, Guid Prescription, IReadOnlyList<OwedLine> Lines);

    public static void MapRecordDelivery(this IEndpointRouteBuilder dispensing) => dispensing
        .MapPut("/prescriptions/{id:guid}/deliveries/{deliveryId:guid}", Handle)
        .WithSummary("Hands over owed pieces. It comes after the presentation and does not make a prescription complete.")
        .Allow(Scope.Facility, Roles.Pharmacy);

    private static async Task<Reply<Response>> Handle(
        Guid id, Guid deliveryId, Body<Request> body, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (body.Value.Read().Refused(out var why, out var lines))
            return why;
        var deliveredAt = body.Value.DeliveredAt?.ToMicroseconds();
        return await db.Write<Outcome<Created<Response>>>(async () =>
        {
            if ((await PrescriptionState.Find(db, id, caller, ct)).Refused(out var no, out var row))
                return no;
            var fingerprint = Fingerprint.Of(new { Prescription = id, DeliveredAt = deliveredAt, Lines = lines });
            return await db.Create(
                "delivery", deliveryId, fingerprint, () => Deliver(db, row, deliveryId, deliveredAt, lines, ct), ct);
        }, ct);
    }

    private static async Task<Outcome<Response>> Deliver(
        DispensingDb db, Prescription row, Guid deliveryId, DateTimeOffset? at, DeliveredLine[] lines, CancellationToken ct)
    {
        if (row.Status == PrescriptionStatus.Voided)
            return Refusals.Voided();
        if (row.Status == PrescriptionStatus.Held)
            return Refusals.Held();
        var now = db.Origin.Clock.Now();
        var deliveredAt = at ?? now;
        var localDate = Zones.DateAt(deliveredAt, row.TimeZone);
        if (PresentationWindow.IsAhead(deliveredAt, now) || localDate < row.LocalDate) // dates, not minutes: clocks of two machines differ
            return Refusals.DeliveredAt();
        var (asked, before) = (row.ReadLines(), row.ReadDeliveries());
        if (Filling.Excess(lines, Filling.Owed(asked, before)) is { } excess)
            return excess;
        IReadOnlyList<PrescriptionDelivery> deliveries = [.. before, new PrescriptionDelivery(deliveryId, deliveredAt, localDate, lines)];
        row.Deliveries = MessageJson.Write(deliveries);
        await KeepOwed.Set(db, row, ct);
        row.Change(now);
        row.Publish(db);
        await EndReports.With(db, row, deliveryId, ct);
        return new Response(deliveryId, row.Id, Filling.Owed(asked, deliveries));
    }
}
