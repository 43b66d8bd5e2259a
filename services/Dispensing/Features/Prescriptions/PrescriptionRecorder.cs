using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>Records prescriptions inside one transaction, one or many; what it looked up for one it keeps for the next.</summary>
public sealed class PrescriptionRecorder(DispensingDb db, PatientKeys keys, PresentationWindow window, Caller caller)
{
    private readonly Dictionary<string, CurrentFacility> facilities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> items = new(StringComparer.Ordinal);

    private sealed record CurrentFacility(FacilityCode Code, string TimeZone, bool IsKnown, bool HasPredecessors);

    public async Task<Outcome<Created<PrescriptionAnswer>>> Record(Guid id, ValidPrescription read, CancellationToken ct)
    {
        var facility = await Resolve(read.Facility, ct);
        if (!caller.Covers(read.Facility) && caller.MayActFor(facility.Code) is { } foreign)
            return foreign;
        var patient = await Hash(id, read.Patient, ct);
        var firstCode = await FirstCode(id, read.Facility, facility, ct);
        return await db.Create(
            "prescription", id, read.Fingerprint(firstCode, patient?.Value), async () => await Add(id, read, facility, patient, ct), ct);
    }

    private async Task<Outcome<PrescriptionAnswer>> Add(
        Guid id, ValidPrescription read, CurrentFacility facility, PatientHash? patient, CancellationToken ct)
    {
        var now = db.Origin.Clock.Now();
        var presentedAt = read.PresentedAt ?? now;
        var localDate = Zones.DateAt(presentedAt, facility.TimeZone);
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
        var unknown = await Unknown(read, facility, ct);
        row.SetUnknown(unknown);
        db.UnknownCodes.AddRange(unknown.Select(x => new UnknownCode { Code = x, Prescription = id }));
        await Duplicates.Add(db, row, ct);
        db.Prescriptions.Add(row);
        row.Publish(db);
        return new PrescriptionAnswer(id, row.Status, row.Complete, unknown.Count > 0, Filling.Owed(read.Lines, []));
    }

    /// <summary>
    /// The clock that gave the moment of a held prescription is wrong as a rule; the date on its paper is then right on today's account.
    /// </summary>
    private static Refusal? WhyNotOn(DateOnly? prescribedOn, DateOnly localDate, DateOnly today) => prescribedOn is not { } date ? null
        : DateRules.Prescribed(date, localDate, "prescribedOn") is { } why
            && (today == localDate || DateRules.Prescribed(date, today, "prescribedOn") is not null) ? why
        : null;

    private async Task<CurrentFacility> Resolve(FacilityCode written, CancellationToken ct)
    {
        if (facilities.TryGetValue(written.Value, out var facility))
            return facility;
        var code = await db.Resolve(written, ct);
        var known = await db.Facility(code, ct);
        var changed = code != written || await db.Predecessors.AnyAsync(x => x.Current == code.Value, ct);
        return facilities[written.Value] = new CurrentFacility(
            code, known?.TimeZone ?? Zones.Of(code.State.Code), known is not null, changed);
    }

    /// <summary>A repetition under another code of the same facility is compared as if it were written as the first time.</summary>
    private async Task<FacilityCode> FirstCode(Guid id, FacilityCode written, CurrentFacility facility, CancellationToken ct)
    {
        if (!facility.HasPredecessors
            || await db.Prescriptions.Where(x => x.Id == id).Select(x => x.StatedFacility).SingleOrDefaultAsync(ct) is not { } stated)
            return written;
        var first = FacilityCode.Stored(stated);
        return await db.Resolve(first, ct) == facility.Code ? first : written;
    }

    private async Task<List<string>> Unknown(ValidPrescription read, CurrentFacility facility, CancellationToken ct)
    {
        string[] claves = [.. read.Lines.Select(x => x.Clave).Distinct(StringComparer.Ordinal)];
        string[] unseen = [.. claves.Where(x => !items.ContainsKey(x))];
        if (unseen.Length > 0)
        {
            var found = await db.Items.Where(x => unseen.Contains(x.Clave)).Select(x => x.Clave).ToListAsync(ct);
            foreach (var clave in unseen)
                items[clave] = found.Contains(clave);
        }
        var unknown = claves.Where(x => !items[x]).ToList();
        if (!facility.IsKnown)
            unknown.Insert(0, facility.Code.Value);
        return unknown;
    }

    // A repetition is compared under the key of its first time, though a newer key is in use by now.
    private async Task<PatientHash?> Hash(Guid id, string? patient, CancellationToken ct)
    {
        if (patient is null)
            return null;
        var first = await db.Prescriptions.Where(x => x.Id == id).Select(x => x.PatientKey).SingleOrDefaultAsync(ct);
        return keys.Hash(patient, first ?? keys.Current) ?? keys.Hash(patient, keys.Current);
    }
}
