using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Deliveries;

public static class GetDelivery
{
    /// <param name="Version">Of the prescription.</param>
    /// <param name="Status"><see cref="Recorded"/> or <see cref="Reversed"/>.</param>
    /// <param name="Owed">What the prescription owes now.</param>
    public sealed record Response(
        Guid Id, Guid Prescription, int Version, [OneOf(Response.Recorded, Response.Reversed)] string Status, string Facility,
        DateTimeOffset DeliveredAt, DateOnly LocalDate,
        IReadOnlyList<DeliveredLine> Lines, IReadOnlyList<OwedLine> Owed, string? Reason = null, DateTimeOffset? ReversedAt = null,
        string? ReversedBy = null)
        : IVersioned
    {
        public const string Recorded = "recorded";
        public const string Reversed = "reversed";
    }

    public static void MapGetDelivery(this IEndpointRouteBuilder dispensing) => dispensing
        .MapGet("/prescriptions/{id:guid}/deliveries/{deliveryId:guid}", Handle)
        .WithSummary("One delivery of owed pieces, also one that was taken back.")
        .Allow(Scope.Facility, Roles.Pharmacy, Roles.State, Roles.Central, Roles.Auditor);

    public static Refusal NotFound() => Refusals.NoSuchDelivery();

    public static Outcome<Response> Of(Prescription row, Guid deliveryId)
    {
        var owed = row.Status == PrescriptionStatus.Voided ? [] : Filling.Owed(row.ReadLines(), row.ReadDeliveries());
        if (row.ReadDeliveries().SingleOrDefault(x => x.Id == deliveryId) is { } x)
            return new Response(x.Id, row.Id, row.Version, Response.Recorded, row.Facility, x.DeliveredAt, x.LocalDate, x.Lines, owed);
        return row.ReadReversedDeliveries().SingleOrDefault(r => r.Delivery.Id == deliveryId) is { } back
            ? new Response(
                back.Delivery.Id, row.Id, row.Version, Response.Reversed, row.Facility, back.Delivery.DeliveredAt, back.Delivery.LocalDate,
                back.Delivery.Lines, owed, back.Reason, back.ReversedAt, back.ReversedBy)
            : NotFound();
    }

    private static async Task<Reply<Response>> Handle(Guid id, Guid deliveryId, Caller caller, DispensingDb db, CancellationToken ct)
    {
        if (await db.Prescriptions.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, ct) is not { } row)
            return PrescriptionState.NotFound();
        if (await caller.MayActForStored(db, [row.StatedFacility], "id", ct) is { } foreign)
            return foreign;
        return Of(row, deliveryId);
    }
}
