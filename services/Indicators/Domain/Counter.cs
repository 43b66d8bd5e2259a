namespace Supply.Indicators.Domain;

/// <summary>What is counted of documents. The names are stored; they are added to, never renamed.</summary>
public enum Counter
{
    /// <summary>Documents that were not voided: a day with one is a day reported.</summary>
    Documents,

    /// <summary>Statements that nothing was dispensed: a report as well.</summary>
    Statements,

    /// <summary>Documents in the denominator.</summary>
    Counted,

    /// <summary>Of <see cref="Counted"/>: filled at presentation, or supplied as of the as-of.</summary>
    Complete,

    Within24h,
    Within72h,
    Lines,
    LinesFilled,
    Pieces,
    PiecesGiven,
    PossibleDuplicates,

    Voided,
    Unverified,
    NoPrescribedLine,
    Collective,
    CollectiveComplete,

    StockOut,
    InsufficientStock,
    Other,
    Unstated,
    ClinicalDecision,
    PatientDeclined,

    Rejected,
    CancelledBeforeApproval,
    NotMedicineOrSupply,
    Replenishment,
    ReplenishmentSupplied,
    Emergency,
    EmergencySupplied,

    /// <summary>Of <see cref="Counted"/>: orders of suppliers that promised a date.</summary>
    Promised,

    /// <summary>Of <see cref="Promised"/>: supplied in full on that date or before.</summary>
    OnTimeInFull,

    /// <summary>Of a clave: prescriptions in <see cref="Counted"/> with a line of it that was not filled at presentation.</summary>
    NotFilled,

    /// <summary>Pairs of facility and clave whose stock was known on a day of the month.</summary>
    StockPairs,

    /// <summary>Of <see cref="StockPairs"/>: with a usable piece at the end of the last day.</summary>
    StockedAtEnd,

    /// <summary>Of <see cref="StockPairs"/>: without one at the end of some day.</summary>
    StockedOut,

    /// <summary>Days on which the stock of pairs was known.</summary>
    StockDays,

    /// <summary>Of <see cref="StockDays"/>: those that ended without a usable piece.</summary>
    StockOutDays,

    /// <summary>Claves of formularies of which a facility has never had any, as far as is known.</summary>
    StockUnknown,

    /// <summary>Statements of warehouses and of what is no unit.</summary>
    NoUnit,

    /// <summary>Statements of facilities that were closed.</summary>
    Closed,
}
