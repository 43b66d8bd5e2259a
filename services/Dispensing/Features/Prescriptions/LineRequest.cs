using Supply.Contracts.Dispensing;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Prescriptions;

/// <param name="Line">1 or more, unique in the prescription.</param>
/// <param name="Prescribed">Pieces; may be absent on a substitute.</param>
/// <param name="SubstituteFor">The line that this one stands in for.</param>
/// <param name="Reason">Why less than prescribed was given; a pharmacist who does not say is not turned away.</param>
public sealed record LineRequest(
    long? Line, string? Clave, long? Prescribed, long? Dispensed, IReadOnlyList<LotRequest?>? Lots = null, long? SubstituteFor = null,
    [OneOf("stockOut", "insufficientStock", "clinicalDecision", "patientDeclined", "other")] string? Reason = null)
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
