using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

/// <param name="Status"><c>recorded</c> or <c>held</c>.</param>
/// <param name="Complete">Every line got at presentation what was prescribed.</param>
/// <param name="Unverified">The catalogue has not told of the facility or of a clave yet; it counts by itself once it has.</param>
public sealed record PrescriptionAnswer(
    Guid Id, [OneOf(PrescriptionStatus.Recorded, PrescriptionStatus.Held)] string Status, bool Complete, bool Unverified,
    IReadOnlyList<OwedLine> Lines);
