namespace Supply.Inventory.Domain;

/// <summary>A line of a document; the ledger's entries of it are compared as a whole.</summary>
/// <param name="PartOf">The delivery, reception or resolution within the document; otherwise empty.</param>
public readonly record struct DocumentLine(DocumentKind Document, Guid DocumentId, Guid PartOf, int Line);
