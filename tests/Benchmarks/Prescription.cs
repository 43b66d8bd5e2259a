namespace Supply.Benchmarks;

internal sealed record AskedLine(int Line, string Clave, int Prescribed, int Dispensed, string? Reason);

/// <summary>As a pharmacy sends it.</summary>
internal sealed record Prescription(
    Guid Id, string Facility, DateOnly Date, DateTimeOffset PresentedAt, IReadOnlyList<AskedLine> Lines)
{
    public bool IsComplete => Lines.All(x => x.Dispensed == x.Prescribed);

    public object Body => new { facility = Facility, folio = $"{Id:N}", prescribedOn = Date, presentedAt = PresentedAt, lines = Lines };

    public object BatchLine =>
        new { id = Id, facility = Facility, folio = $"{Id:N}", prescribedOn = Date, presentedAt = PresentedAt, lines = Lines };
}
