using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Dispensing;
using Supply.Platform.Messaging;

namespace Supply.Dispensing.Persistence;

/// <summary>What was asked for and what was given; its lines never change, deliveries are added to it.</summary>
public sealed class Prescription
{
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3, ...; the ETag, and the version of its messages.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The code that the facility has now; a predecessor code is replaced once the catalogue tells of it.</summary>
    [MaxLength(11)] public required string Facility { get; set; }

    [MaxLength(2)] public required string State { get; set; }
    [MaxLength(10)] public required string Kind { get; init; }
    [MaxLength(10)] public required string Status { get; set; }
    [MaxLength(60)] public string? Folio { get; init; }
    public required DateOnly PrescribedOn { get; init; }

    /// <summary>0 for the first record with this facility, folio and date; makes two that come at once see each other.</summary>
    public int FolioUse { get; set; }

    public required DateTimeOffset PresentedAt { get; set; }

    /// <summary>The date of <see cref="PresentedAt"/> in <see cref="TimeZone"/>.</summary>
    public required DateOnly LocalDate { get; set; }

    [MaxLength(40)] public required string TimeZone { get; init; }
    public string? Service { get; init; }

    /// <summary>JSON of <see cref="PrescriptionLine"/>.</summary>
    public required byte[] Lines { get; init; }

    /// <summary>JSON of <see cref="PrescriptionDelivery"/>; null: none.</summary>
    public byte[]? Deliveries { get; set; }

    /// <summary>JSON array of the facility code and claves that the catalogue has not told of; null: verified.</summary>
    public byte[]? Unknown { get; private set; }

    public required bool Complete { get; init; }

    /// <summary>Since when another standing record has the same facility, folio and date; null: none has.</summary>
    public DateTimeOffset? DuplicateSince { get; set; }


    /// <summary>HMAC-SHA256 of the patient's reference under the key of version <see cref="PatientKey"/>; leaves this table never.</summary>
    [MaxLength(32)] public byte[]? PatientHash { get; init; }

    public int? PatientKey { get; init; }
    public string? VoidReason { get; set; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When this version was stored.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    public IReadOnlyList<PrescriptionLine> ReadLines() => MessageJson.Read<PrescriptionLine[]>(Lines);

    public IReadOnlyList<PrescriptionDelivery> ReadDeliveries() => Deliveries is { } stored ? MessageJson.Read<PrescriptionDelivery[]>(stored) : [];

    public IReadOnlyList<string> ReadUnknown() => Unknown is { } stored ? MessageJson.Read<string[]>(stored) : [];

    public void SetUnknown(IReadOnlyCollection<string> codes) => Unknown = codes.Count == 0 ? null : MessageJson.Write(codes);

    public PrescriptionChanged ToFact() => new(
        Id, Version, PresentedAt, ChangedAt, LocalDate, TimeZone, Facility, State, Kind, Status, PrescribedOn, ReadLines(), ReadDeliveries(), ReadUnknown(), DuplicateSince is not null);

    /// <summary>The next version; publish it in the same transaction.</summary>
    public void Change(DateTimeOffset now) => (Version, ChangedAt) = (Version + 1, now);
}

/// <summary>A code that the catalogue has not told of, by the prescriptions that name it: what a message of the catalogue looks up.</summary>
public sealed class UnknownCode
{
    [MaxLength(15)] public required string Code { get; init; }
    public required Guid Prescription { get; init; }
}

/// <summary>A facility's statement about one of its days.</summary>
public sealed class DailyReport
{
    [MaxLength(11)] public required string Facility { get; init; }
    public required DateOnly Date { get; init; }
    [MaxLength(2)] public required string State { get; init; }

    /// <summary>1, 2, 3, ...; the ETag.</summary>
    public int Version { get; set; }

    /// <summary>False: nothing was dispensed that day.</summary>
    public bool Activity { get; set; }

    public string ReportedBy { get; set; } = "";
    public DateTimeOffset ReportedAt { get; set; }

    public DailyReportMade ToFact() => new(Facility, Version, ReportedAt, ReportedAt, Date, State, Activity);
}
