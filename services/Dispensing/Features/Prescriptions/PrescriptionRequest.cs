using System.Text;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Platform.Persistence;

namespace Supply.Dispensing.Features.Prescriptions;

/// <summary>A prescription as a pharmacy sends it. A class, not a record: nothing may print the patient by accident.</summary>
public class PrescriptionRequest
{
    /// <summary>CLUES or warehouse code; predecessor codes are accepted.</summary>
    public string? Facility { get; init; }

    /// <summary><c>individual</c> where absent, or <c>collective</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The number on the paper, at most 60 characters.</summary>
    public string? Folio { get; init; }

    /// <summary>The date on the paper; that of the presentation where absent.</summary>
    public DateOnly? PrescribedOn { get; init; }

    /// <summary>When the patient stood at the counter, with offset; now where absent.</summary>
    public DateTimeOffset? PresentedAt { get; init; }

    /// <summary>Optional, any text; kept only as a keyed hash.</summary>
    public string? Patient { get; init; }

    /// <summary>The clinical service or ward.</summary>
    public string? Service { get; init; }

    public IReadOnlyList<LineRequest?>? Lines { get; init; }

    /// <summary>Form and meaning; scope and catalogue are not looked at.</summary>
    public Outcome<ValidPrescription> Read()
    {
        if (FacilityCode.Parse(Facility).Refused(out var why, out var facility))
            return why;
        if ((Kind ?? "individual") is not ("individual" or "collective"))
            return Refusals.Kind();
        if (Text(Folio, 60, "folio").Refused(out why, out var folio) || Text(Service, 200, "service").Refused(out why, out var service))
            return why;
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
            facility, Kind ?? "individual", folio.Value, PrescribedOn, PresentedAt?.ToMicroseconds(), service.Value, lines)
        {
            Patient = string.IsNullOrWhiteSpace(Patient) ? null : Patient,
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

/// <param name="Line">1 or more, unique in the prescription.</param>
/// <param name="Prescribed">Pieces; may be absent on a substitute.</param>
/// <param name="SubstituteFor">The line that this one stands in for.</param>
/// <param name="Reason">Why less than prescribed was given; a pharmacist who does not say is not turned away.</param>
public sealed record LineRequest(
    long? Line, string? Clave, long? Prescribed, long? Dispensed, IReadOnlyList<LotRequest?>? Lots = null, long? SubstituteFor = null,
    string? Reason = null)
{
    public Outcome<PrescriptionLine> Read()
    {
        if (Number(Line, "line").Refused(out var why, out var line))
            return why;
        if (Supply.Kernel.Clave.Parse(Clave).Refused(out why, out var clave))
            return why;
        int? parent = null;
        if (SubstituteFor is not null)
        {
            if (Number(SubstituteFor, "substituteFor").Refused(out why, out var number))
                return why;
            parent = number;
        }
        if (Pieces.AtLeastZero(parent is null ? Prescribed : Prescribed ?? 0, "prescribed").Refused(out why, out var prescribed))
            return why;
        if (Pieces.AtLeastZero(Dispensed, "dispensed").Refused(out why, out var dispensed))
            return why;
        if (Reason is not (null or "stockOut" or "insufficientStock" or "clinicalDecision" or "patientDeclined" or "other"))
            return Refusals.Reason();
        if (LotRequest.Read(Lots).Refused(out why, out var lots))
            return why;
        return new PrescriptionLine(line, clave.Value, prescribed, dispensed, parent, Reason, lots.Length == 0 ? null : lots);
    }

    /// <summary>Refuses with <c>dispensing.line-number</c>.</summary>
    public static Outcome<int> Number(long? line, string field) => line is >= 1 and <= int.MaxValue
        ? (int)line
        : Refusals.LineNumber(field);
}

/// <param name="Quantity">Pieces of the lot, 1 or more.</param>
public sealed record LotRequest(string? Lot, long? Quantity)
{
    public static Outcome<DispensedLot[]> Read(IReadOnlyList<LotRequest?>? lots)
    {
        var read = new DispensedLot[lots?.Count ?? 0];
        for (var i = 0; i < read.Length; i++)
        {
            if (LotNumber.Parse(lots![i]?.Lot, $"lots[{i}].lot").Refused(out var why, out var lot)
                || Pieces.Positive(lots[i]?.Quantity, $"lots[{i}].quantity").Refused(out why, out var quantity))
                return why;
            read[i] = new DispensedLot(lot.Value, quantity);
        }
        return read;
    }
}

/// <summary>A prescription of right form: codes normalised, instants UTC, absent members null.</summary>
public sealed record ValidPrescription(
    FacilityCode Facility, string Kind, string? Folio, DateOnly? PrescribedOn, DateTimeOffset? PresentedAt, string? Service,
    PrescriptionLine[] Lines)
{
    /// <summary>Lives as long as the request does.</summary>
    internal string? Patient { get; init; }

    /// <summary>Of the content, with the patient's keyed hash in the patient's place.</summary>
    /// <param name="facility">As the facility was written the first time.</param>
    public byte[] Fingerprint(FacilityCode facility, byte[]? patientHash) =>
        Kernel.Fingerprint.Of(
            new { Facility = facility.Value, Kind, Folio, PrescribedOn, PresentedAt, Patient = patientHash, Service, Lines });
}
