using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Persistence;

/// <summary>What was asked for and what was given; its lines never change, deliveries are added to it.</summary>
public sealed class Prescription : IStatedAt
{
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3, ...; the ETag, and the version of its messages.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The code under which it was recorded; it never changes.</summary>
    [MaxLength(11)] public required string StatedFacility { get; init; }

    /// <summary>The code that the facility has now.</summary>
    [MaxLength(11)] public required string Facility { get; set; }

    /// <summary>The code in the last version that was told to others, who find the present one by it; null: nothing was told.</summary>
    [MaxLength(11)] public string? ToldFacility { get; private set; }

    [MaxLength(2)] public required string State { get; set; }
    [MaxLength(10)] public required string Kind { get; init; }
    [MaxLength(10)] public required string Status { get; set; }
    [MaxLength(60)] public string? Folio { get; init; }
    public required DateOnly PrescribedOn { get; set; }

    /// <summary>0 for the first record with this facility, folio and date; makes two that come at once see each other.</summary>
    public int FolioUse { get; set; }

    public required DateTimeOffset PresentedAt { get; set; }

    /// <summary>The date of <see cref="PresentedAt"/> in <see cref="TimeZone"/>.</summary>
    public required DateOnly LocalDate { get; set; }

    /// <summary>What <see cref="PresentedAt"/> was until a person accepted it; null: it was not held.</summary>
    public DateTimeOffset? HeldPresentedAt { get; set; }

    /// <summary>What <see cref="PrescribedOn"/> was until a person accepted it; null: it was not held.</summary>
    public DateOnly? HeldPrescribedOn { get; set; }

    [MaxLength(40)] public required string TimeZone { get; init; }
    public string? Service { get; init; }

    /// <summary>JSON of <see cref="PrescriptionLine"/>.</summary>
    public required byte[] Lines { get; init; }

    /// <summary>JSON of <see cref="PrescriptionDelivery"/>; null: none.</summary>
    public byte[]? Deliveries { get; set; }

    /// <summary>JSON of <see cref="ReversedDelivery"/>: deliveries that did not happen, which nothing counts; null: none.</summary>
    public byte[]? ReversedDeliveries { get; private set; }

    /// <summary>JSON array of the facility code and claves that the catalogue has not told of; null: verified.</summary>
    public byte[]? Unknown { get; private set; }

    public required bool Complete { get; init; }

    /// <summary>Pieces that it still owes, the sum of its <see cref="OwedPieces"/>; null: of before that was written down.</summary>
    public long? Owed { get; set; }

    /// <summary>Since when another standing record has the same facility, folio and date; null: none has.</summary>
    public DateTimeOffset? DuplicateSince { get; set; }

    /// <summary>
    /// HMAC-SHA256 of the patient's reference under the key of version <see cref="PatientKey"/>; leaves this table never.
    /// </summary>
    [MaxLength(32)] public byte[]? PatientHash { get; init; }

    public int? PatientKey { get; init; }
    public string? VoidReason { get; set; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When this version was stored.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    public IReadOnlyList<PrescriptionLine> ReadLines() => MessageJson.Read<PrescriptionLine[]>(Lines);

    public IReadOnlyList<PrescriptionDelivery> ReadDeliveries() =>
        Deliveries is { } stored ? MessageJson.Read<PrescriptionDelivery[]>(stored) : [];

    public IReadOnlyList<ReversedDelivery> ReadReversedDeliveries() =>
        ReversedDeliveries is { } stored ? MessageJson.Read<ReversedDelivery[]>(stored) : [];

    /// <summary>The delivery did not happen: its pieces are owed again.</summary>
    public void Reverse(PrescriptionDelivery delivery, string reason, DateTimeOffset now, string by)
    {
        PrescriptionDelivery[] left = [.. ReadDeliveries().Where(x => x.Id != delivery.Id)];
        Deliveries = left.Length == 0 ? null : MessageJson.Write(left);
        ReversedDeliveries = MessageJson.Write((ReversedDelivery[])[.. ReadReversedDeliveries(), new(delivery, reason, now, by)]);
    }

    /// <summary>
    /// Whether it was accepted with these dates, written out or left to what the record said; of one that was never held, whether it has
    /// them.
    /// </summary>
    public bool WasAcceptedAs(DateTimeOffset? presentedAt, DateOnly? prescribedOn)
    {
        var (at, on) = (HeldPresentedAt ?? PresentedAt, HeldPrescribedOn ?? PrescribedOn);
        return (presentedAt ?? at) == PresentedAt
            && (prescribedOn ?? PresentationWindow.PrescribedOn(on, Zones.DateAt(at, TimeZone), LocalDate)) == PrescribedOn;
    }

    public IReadOnlyList<string> ReadUnknown() => Unknown is { } stored ? MessageJson.Read<string[]>(stored) : [];

    public void SetUnknown(IReadOnlyCollection<string> codes) => Unknown = codes.Count == 0 ? null : MessageJson.Write(codes);

    /// <summary>Tells others the present version, in the same transaction; a held one is told to nobody.</summary>
    public void Publish(DispensingDb db)
    {
        if (Status == PrescriptionStatus.Held)
            return;
        ToldFacility = Facility;
        db.Enqueue(ToFact());
    }

    /// <summary>The present version as it was told: with the code that it was told with.</summary>
    public PrescriptionChanged ToFact() => new(
        Id, Version, PresentedAt, ChangedAt, LocalDate, TimeZone, ToldFacility ?? Facility,
        FacilityCode.Stored(ToldFacility ?? Facility).State.Code, Kind, Status, PrescribedOn, ReadLines(), ReadDeliveries(),
        ReadUnknown(), DuplicateSince is not null, Folio);

    /// <summary>The next version; publish it in the same transaction.</summary>
    public void Change(DateTimeOffset now) => (Version, ChangedAt) = (Version + 1, now);
}
