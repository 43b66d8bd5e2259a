using Supply.Contracts.Dispensing;
using Supply.Dispensing.Patients;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>A prescription of right form: codes normalised, instants UTC, absent members null.</summary>
public sealed record ValidPrescription(
    FacilityCode Facility, string Kind, string? Folio, DateOnly? PrescribedOn, DateTimeOffset? PresentedAt, string? Service,
    PrescriptionLine[] Lines)
{
    /// <summary>Lives as long as the request does.</summary>
    internal string? Patient { get; init; }

    /// <summary>In place of <see cref="Patient"/>, until it is opened.</summary>
    internal SealedPatient? SealedPatient { get; init; }

    /// <summary>Of the content, with the patient's keyed hash in the patient's place.</summary>
    /// <param name="facility">As the facility was written the first time.</param>
    public byte[] Fingerprint(FacilityCode facility, byte[]? patientHash) =>
        Kernel.Fingerprint.Of(
            new { Facility = facility.Value, Kind, Folio, PrescribedOn, PresentedAt, Patient = patientHash, Service, Lines });
}
