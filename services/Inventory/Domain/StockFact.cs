namespace Supply.Inventory.Domain;

/// <summary>What a fact does to the stock, in the order in which facts of one instant are taken: what came in may go out.</summary>
public enum FactKind
{
    In,

    /// <summary>All usable pieces of the lot go into another condition.</summary>
    Recall,

    /// <summary>What the recall of the same document moved goes back, as far as it is still there.</summary>
    Lift,

    /// <summary>Between locations, conditions or funding sources of one facility.</summary>
    Move,

    Out,

    /// <summary>With the other lines of its document: all that the facility has of the clave.</summary>
    Count,
}

public enum DocumentKind
{
    Receipt,
    Prescription,
    Shipment,
    Count,
    Adjustment,
    Transfer,
    Recall,
}

/// <summary>Why a movement was posted.</summary>
public enum Reason
{
    Receipt,
    Dispensed,
    Shipped,
    Received,

    /// <summary>Missing pieces of a shipment that came back to the sender.</summary>
    Returned,

    Counted,
    Adjusted,
    Transferred,
    Recalled,

    /// <summary>Handed out beyond the book.</summary>
    Discrepancy,

    /// <summary>A document was voided or corrected; linked to what it had posted.</summary>
    Reversed,

    /// <summary>
    /// The facility's code changed, or a spelling of a funding source or location got a listed code: taken from the old, or posted again
    /// under the new one.
    /// </summary>
    Recoded,

    /// <summary>A fact that came late, or named a lot, changed what others had been charged to; linked to that fact's movement.</summary>
    Corrected,
}

/// <summary>One line of a document as it stands now. The present stock of a facility and clave follows from its facts alone.</summary>
public sealed class StockFact
{
    public required Guid Id { get; init; }

    /// <summary>The code that the facility has now.</summary>
    public required string Facility { get; set; }

    /// <summary>
    /// The code under which the document was recorded; it never changes. Null, as written before it was kept: <see cref="Facility"/>.
    /// </summary>
    public string? StatedFacility { get; init; }

    public required string Clave { get; init; }
    public required DocumentKind Document { get; init; }
    public required Guid DocumentId { get; init; }

    /// <summary>The delivery, reception or resolution within the document; otherwise empty.</summary>
    public Guid PartOf { get; init; }

    public required int Line { get; init; }

    /// <summary>Lots of one line, counted from 0.</summary>
    public int Part { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The date on the facility's wall, computed once when it was recorded.</summary>
    public required DateOnly LocalDate { get; init; }

    public required FactKind Kind { get; init; }
    public required Reason Reason { get; init; }

    /// <summary>Pieces, 0 or more; 0 has a meaning only in a count.</summary>
    public required int Quantity { get; init; }

    // What the document names of the balance; null where it leaves it open. A location or funding source that the catalogue lists has
    // its code, also where the document was recorded under another spelling.
    public string? Location { get; set; }
    public string? Lot { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public string? FundingSource { get; set; }
    public StockCondition? Condition { get; init; }

    // Where a move goes; null: as it was.
    public string? ToLocation { get; set; }
    public string? ToFundingSource { get; set; }
    public StockCondition? ToCondition { get; init; }

    public string? Note { get; init; }

    public DocumentLine DocumentLine => new(Document, DocumentId, PartOf, Line);

    /// <summary>From the first of these on it is known what a facility has of the clave.</summary>
    public bool MakesStockKnown => Reason is Reason.Receipt or Reason.Received or Reason.Counted;

    /// <summary>Pieces are in the stock because of it.</summary>
    public bool Brings => Kind == FactKind.In || (Kind == FactKind.Count && Quantity > 0);

    public bool NamesFundingSource => !string.IsNullOrEmpty(FundingSource) || !string.IsNullOrEmpty(ToFundingSource);

    public bool Names(Holding holding) =>
        (Lot is null || Lot == holding.Lot)
        && (ExpiresOn is null || ExpiresOn == holding.ExpiresOn)
        && (Location is null || Location == holding.Location)
        && (FundingSource is null || FundingSource == holding.FundingSource)
        && (Condition is null || Condition == holding.Condition);

    /// <summary>The balance of a fact that names all of it.</summary>
    public Holding Holding => new(Location!, Lot!, ExpiresOn!.Value, FundingSource!, Condition!.Value);

    public Holding To(Holding source) => source with
    {
        Location = ToLocation ?? source.Location, FundingSource = ToFundingSource ?? source.FundingSource,
        Condition = ToCondition ?? source.Condition,
    };

    /// <summary>The same fact under the listed codes of its funding source and location.</summary>
    public StockFact Under(Func<string, string> sourceCode, Func<string, string> locationCode)
    {
        var fact = (StockFact)MemberwiseClone();
        (fact.Location, fact.ToLocation) = (Code(Location, locationCode), Code(ToLocation, locationCode));
        (fact.FundingSource, fact.ToFundingSource) = (Code(FundingSource, sourceCode), Code(ToFundingSource, sourceCode));
        return fact;

        static string? Code(string? text, Func<string, string> code) => string.IsNullOrEmpty(text) ? text : code(text);
    }

    /// <summary>Says the same of the stock as the other, whatever their ids.</summary>
    public bool SaysTheSameAs(StockFact other) =>
        (Facility, Clave, Document, DocumentId, PartOf, Line, Part, OccurredAt, LocalDate, Kind, Quantity, Lot)
        == (other.Facility, other.Clave, other.Document, other.DocumentId, other.PartOf, other.Line, other.Part,
            other.OccurredAt, other.LocalDate, other.Kind, other.Quantity, other.Lot);
}
