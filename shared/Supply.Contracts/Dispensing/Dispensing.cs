namespace Supply.Contracts.Dispensing;

/// <summary>A prescription as it stands; nothing in it leads to the patient.</summary>
/// <param name="OccurredAt">When it was presented at the pharmacy.</param>
/// <param name="LocalDate">The date of presentation in <paramref name="TimeZone"/>.</param>
/// <param name="Kind"><c>individual</c> or <c>collective</c> (for a ward).</param>
/// <param name="Status"><c>recorded</c> or <c>voided</c>. Held ones are published to nobody.</param>
/// <param name="Unknown">The facility code and claves that the recorder's catalogue does not know; empty when all are verified.</param>
/// <param name="Folio">The number on the paper.</param>
public sealed record PrescriptionChanged(
    Guid Id, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate, string TimeZone,
    string Facility, string State, string Kind, string Status, DateOnly PrescribedOn,
    IReadOnlyList<PrescriptionLine> Lines, IReadOnlyList<PrescriptionDelivery>? Deliveries = null,
    IReadOnlyList<string>? Unknown = null, bool PossibleDuplicate = false, string? Folio = null) : IFact;

/// <param name="Dispensed">Pieces given at presentation.</param>
/// <param name="SubstituteFor">The number of the line that this one stands in for; such a line is none of its own.</param>
/// <param name="Reason">Why less than prescribed was given: <c>stockOut</c>, <c>insufficientStock</c>, <c>clinicalDecision</c>,
/// <c>patientDeclined</c>, <c>other</c>.</param>
/// <param name="Lots">Lots that were named; their sum may be less than <paramref name="Dispensed"/>.</param>
public sealed record PrescriptionLine(
    int Line, string Clave, int Prescribed, int Dispensed, int? SubstituteFor = null, string? Reason = null,
        IReadOnlyList<DispensedLot>? Lots = null);

public sealed record DispensedLot(string Lot, int Quantity);

/// <summary>Owed pieces handed over later.</summary>
/// <param name="LocalDate">The date of the delivery in the prescription's zone.</param>
public sealed record PrescriptionDelivery(Guid Id, DateTimeOffset DeliveredAt, DateOnly LocalDate, IReadOnlyList<DeliveredLine> Lines);

public sealed record DeliveredLine(int Line, int Quantity, IReadOnlyList<DispensedLot>? Lots = null);

/// <summary>A facility's statement about one of its days, so that silence and a day without patients can be told apart.</summary>
/// <param name="Activity">False: nothing was dispensed that day.</param>
public sealed record DailyReportMade(
    string Facility, int Version, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateOnly LocalDate, string State, bool Activity)
        : IFact;

/// <summary>Dispensing to itself: more prescriptions wait for a code of the catalogue than one transaction takes.</summary>
/// <param name="Code">The clave or facility code that is known now.</param>
/// <param name="Current">The code that the establishment has today; the same as <paramref name="Code"/> unless that is a
/// predecessor's.</param>
public sealed record VerificationContinued(string Code, string Current);
