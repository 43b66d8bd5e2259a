using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>
/// Records prescriptions inside one transaction, one or many: what it has to know for all of them it reads first, by a statement for each
/// kind of thing.
/// </summary>
public sealed class PrescriptionRecorder(DispensingDb db, PatientKeys keys, PresentationWindow window, Caller caller)
{
    private const string Kind = "prescription";

    private readonly DateTimeOffset now = db.Origin.Clock.Now();
    private Dictionary<Guid, FirstRecord> first = [];
    private IReadOnlyDictionary<string, CurrentFacility> facilities = new Dictionary<string, CurrentFacility>();
    private HashSet<string> items = [];
    private SealingKeys? sealing;

    private sealed record FirstRecord(StoredAnswer Answer, string StatedFacility, int? PatientKey);

    /// <param name="all">Those that will be recorded; each id once.</param>
    public async Task Load(IReadOnlyCollection<(Guid Id, ValidPrescription Read)> all, CancellationToken ct)
    {
        Guid[] ids = [.. all.Select(x => x.Id)];
        first = await db.Answers.AsNoTracking().Where(x => ids.Contains(x.Id) && x.Kind == Kind)
            .Join(db.Prescriptions, x => x.Id, x => x.Id, (answer, row) => new FirstRecord(answer, row.StatedFacility, row.PatientKey))
            .ToDictionaryAsync(x => x.Answer.Id, ct);
        facilities = await CurrentFacility.Of(
            db, [.. all.Select(x => x.Read.Facility.Value).Concat(first.Values.Select(x => x.StatedFacility))], ct);
        string[] sealedFor = [.. all.Select(x => x.Read.SealedPatient?.KeyId).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (all.Any(x => x.Read.SealedPatient is not null))
            sealing = await SealingKeys.Load(db, keys, sealedFor, ct);
        List<ValidPrescription> added = [.. all.Where(x => !first.ContainsKey(x.Id)).Select(x => x.Read)];
        if (added.Count == 0)
            return;
        string[] claves = [.. added.SelectMany(x => x.Lines).Select(x => x.Clave).Distinct(StringComparer.Ordinal)];
        items = [.. await db.Items.Where(x => claves.Contains(x.Clave)).Select(x => x.Clave).ToListAsync(ct)];
        await Duplicates.Load(
            db, added.Select(x => (facilities[x.Facility.Value].Code.Value, x.Folio, x.PrescribedOn ?? LocalDate(x))), ct);
    }

    /// <summary>One that was loaded. A refused one leaves nothing behind.</summary>
    public Outcome<Created<PrescriptionAnswer>> Record(Guid id, ValidPrescription read)
    {
        var facility = facilities[read.Facility.Value];
        if (!caller.Covers(read.Facility) && caller.MayActFor(facility.Code) is { } foreign)
            return foreign;
        var before = first.GetValueOrDefault(id);
        if (Patient(id, read).Refused(out var damaged, out var known))
            return damaged;
        var patient = Hash(known.Reference, before?.PatientKey);
        var fingerprint = read.Fingerprint(FirstCode(read.Facility, before), patient?.Value);
        if (before is not null)
            return db.Repeated<PrescriptionAnswer>(before.Answer, fingerprint);
        if (Add(id, read, facility, patient).Refused(out var why, out var answer))
            return why;
        return db.First(Kind, id, fingerprint, answer);
    }

    private Outcome<PrescriptionAnswer> Add(Guid id, ValidPrescription read, CurrentFacility facility, PatientHash? patient)
    {
        var presentedAt = read.PresentedAt ?? now;
        var localDate = LocalDate(read);
        var holds = window.Holds(presentedAt, now);
        if (WhyNotOn(read.PrescribedOn, localDate, holds ? Zones.DateAt(now, facility.TimeZone) : localDate) is { } impossible)
            return impossible;
        var row = new Prescription
        {
            Id = id, StatedFacility = read.Facility.Value, Facility = facility.Code.Value, State = facility.Code.State.Code,
            Kind = read.Kind, Folio = read.Folio, PrescribedOn = read.PrescribedOn ?? localDate,
            Status = holds ? PrescriptionStatus.Held : PrescriptionStatus.Recorded,
            PresentedAt = presentedAt, LocalDate = localDate, TimeZone = facility.TimeZone, Service = read.Service,
            Lines = MessageJson.Write(read.Lines), Complete = Filling.IsComplete(read.Lines), PatientHash = patient?.Value,
            PatientKey = patient?.Key, RecordedBy = db.Origin.Subject, RecordedAt = now, ChangedAt = now,
        };
        var unknown = read.Lines.Select(x => x.Clave).Distinct(StringComparer.Ordinal).Where(x => !items.Contains(x)).ToList();
        if (!facility.IsKnown)
            unknown.Insert(0, facility.Code.Value);
        row.SetUnknown(unknown);
        db.UnknownCodes.AddRange(unknown.Select(x => new UnknownCode { Code = x, Prescription = id }));
        Duplicates.Place(db, row);
        db.Prescriptions.Add(row);
        KeepOwed.Add(db, row, read.Lines);
        row.Publish(db);
        return new PrescriptionAnswer(id, row.Status, row.Complete, unknown.Count > 0, Filling.Owed(read.Lines, []));
    }

    private readonly record struct KnownPatient(string? Reference);

    // What was sealed counts from here on as if it had been written plainly.
    private Outcome<KnownPatient> Patient(Guid id, ValidPrescription read)
    {
        if (read.SealedPatient is not { } envelope)
            return new KnownPatient(read.Patient);
        if (sealing!.Open(envelope, id).Refused(out var why, out var text))
            return why;
        return new KnownPatient(string.IsNullOrWhiteSpace(text) ? null : text);
    }

    private DateOnly LocalDate(ValidPrescription read) =>
        Zones.DateAt(read.PresentedAt ?? now, facilities[read.Facility.Value].TimeZone);

    /// <summary>
    /// The clock that gave the moment of a held prescription is wrong as a rule; the date on its paper is then right on today's account.
    /// </summary>
    private static Refusal? WhyNotOn(DateOnly? prescribedOn, DateOnly localDate, DateOnly today) => prescribedOn is not { } date ? null
        : DateRules.Prescribed(date, localDate, "prescribedOn") is { } why
            && (today == localDate || DateRules.Prescribed(date, today, "prescribedOn") is not null) ? why
        : null;

    /// <summary>A repetition under another code of the same facility is compared as if it were written as the first time.</summary>
    private FacilityCode FirstCode(FacilityCode written, FirstRecord? before) =>
        before is not null && facilities[before.StatedFacility].Code == facilities[written.Value].Code
            ? FacilityCode.Stored(before.StatedFacility)
            : written;

    /// <summary>A repetition is compared under the key of its first time, though a newer key is in use by now.</summary>
    private PatientHash? Hash(string? patient, int? firstKey) => patient is null ? null
        : keys.Hash(patient, firstKey ?? keys.Current) ?? keys.Hash(patient, keys.Current);
}
