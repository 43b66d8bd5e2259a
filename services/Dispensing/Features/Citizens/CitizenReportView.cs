using Supply.Dispensing.Domain;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Citizens;

/// <param name="Status"><c>received</c>, <c>answered</c>, or <c>delivered</c>: what was owed has been handed over since.</param>
/// <param name="Answer">What the pharmacy answered: <c>contradicted</c>, <c>delivered</c> or <c>explained</c>.</param>
/// <param name="Record">The newest record of the facility with that folio; null: there is none.</param>
/// <param name="Contradicts">The record says that it was filled completely.</param>
public sealed record CitizenReportView(Guid Id, int Version, string Number, string Facility, string State, string Folio, string Missing,
    DateTimeOffset ReceivedAt, DateOnly LocalDate, [OneOf("received", "answered", "delivered")] string Status,
    [OneOf(typeof(CitizenAnswer))] string? Answer, string? AnswerText, DateTimeOffset? AnsweredAt,
    string? AnsweredBy, DateTimeOffset? DeliveredAt, CitizenReportView.RecordView? Record, bool Contradicts) : IVersioned
{
    /// <param name="Owed">Pieces that are still owed.</param>
    public sealed record RecordView(Guid Prescription, DateOnly PrescribedOn, DateOnly LocalDate, bool Complete, long Owed);

    public static CitizenReportView Of(CitizenReport x, RecordView? record) => new(
        x.Id, x.Version, x.Number, x.Facility, x.State, x.Folio, x.Missing, x.ReceivedAt, x.LocalDate,
        x.Delivery is not null ? "delivered" : x.Answer is not null ? "answered" : "received", x.Answer, x.AnswerText, x.AnsweredAt,
        x.AnsweredBy, x.DeliveredAt, record, record is { Complete: true });
}
