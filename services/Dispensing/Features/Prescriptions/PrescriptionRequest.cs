using System.Text;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Patients;
using Supply.Platform.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>A prescription as a pharmacy sends it. A class, not a record: nothing may print the patient by accident.</summary>
public class PrescriptionRequest
{
    /// <summary>CLUES or warehouse code; predecessor codes are accepted.</summary>
    public string? Facility { get; init; }

    /// <summary><c>individual</c> where absent, or <c>collective</c>.</summary>
    [OneOf(typeof(PrescriptionKind))]
    public string? Kind { get; init; }

    /// <summary>The number on the paper, at most 60 characters.</summary>
    public string? Folio { get; init; }

    /// <summary>The date on the paper; that of the presentation where absent.</summary>
    public DateOnly? PrescribedOn { get; init; }

    /// <summary>When the patient stood at the counter, with offset; now where absent.</summary>
    public DateTimeOffset? PresentedAt { get; init; }

    /// <summary>Optional, any text; kept only as a keyed hash.</summary>
    public string? Patient { get; init; }

    /// <summary>The same, sealed on the device where it was typed; not beside <see cref="Patient"/>.</summary>
    public SealedPatient? SealedPatient { get; init; }

    /// <summary>The clinical service or ward.</summary>
    public string? Service { get; init; }

    public IReadOnlyList<LineRequest?>? Lines { get; init; }

    /// <summary>Form and meaning; scope and catalogue are not looked at.</summary>
    public Outcome<ValidPrescription> Read()
    {
        if (FacilityCode.Parse(Facility).Refused(out var why, out var facility))
            return why;
        if ((Kind ?? PrescriptionKind.Individual) is not (PrescriptionKind.Individual or PrescriptionKind.Collective))
            return Refusals.Kind();
        if (Text(Folio, 60, "folio").Refused(out why, out var folio) || Text(Service, 200, "service").Refused(out why, out var service))
            return why;
        if (Codes.OtherAlphabet(folio.Value) is { } letter)
            return Refusals.FolioLetter(letter);
        // Case, dashes and blanks of a folio have no meaning: two that a person reads as the same are duplicates.
        if (Text(Codes.Normalise(folio.Value), 60, "folio").Refused(out why, out folio))
            return why;
        if (SealedPatient is not null && !string.IsNullOrWhiteSpace(Patient))
            return Refusals.PatientTwice();
        if (Lines is not { Count: > 0 })
            return Refusals.NoLines("receta");
        var lines = new PrescriptionLine[Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            if ((Lines[i]?.Read() ?? Refusals.NoLine()).Refused(out why, out var line))
                return why.At($"lines[{i}]");
            lines[i] = line;
        }
        if (Filling.Contradiction(lines) is { } contradiction)
            return contradiction;
        return new ValidPrescription(
            facility, Kind ?? PrescriptionKind.Individual, folio.Value, PrescribedOn, PresentedAt?.ToMicroseconds(), service.Value, lines)
        {
            Patient = string.IsNullOrWhiteSpace(Patient) ? null : Patient, SealedPatient = SealedPatient,
        };
    }

    private static Outcome<OptionalText> Text(string? text, int max, string field)
    {
        var trimmed = text?.Trim().Normalize(NormalizationForm.FormC);
        if (trimmed is { } t && (t.Length > max || t.Any(char.IsControl)))
            return Refusals.Text(max, field);
        return new OptionalText(trimmed is { Length: > 0 } ? trimmed : null);
    }

    private readonly record struct OptionalText(string? Value);
}
