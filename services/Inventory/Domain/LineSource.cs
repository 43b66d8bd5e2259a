namespace Supply.Inventory.Domain;

/// <summary>Which line of which document says something of stock, of where, and of when.</summary>
/// <param name="PartOf">The delivery, reception or resolution within the document; otherwise empty.</param>
/// <param name="Stated">The facility's code as the document names it.</param>
/// <param name="OccurredAt">When it happened; <paramref name="LocalDate"/> is the date on the facility's wall.</param>
/// <param name="Part">Lots of one line, counted from 0.</param>
public sealed record LineSource(
    Guid DocumentId, Guid PartOf, int Line, string Facility, string Stated, string Clave, DateTimeOffset OccurredAt, DateOnly LocalDate,
    DateTimeOffset RecordedAt, string? Note = null, int Part = 0);
