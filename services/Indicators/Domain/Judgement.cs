namespace Supply.Indicators.Domain;

/// <summary>What a document is to the fill rates.</summary>
/// <param name="Outcome"><see cref="Complete"/>, <see cref="Incomplete"/>, or the reason why the official figure leaves it out.</param>
/// <param name="Counts">What it adds to the tallies of its facility and day.</param>
public sealed record Judgement(string Outcome, Counts Counts)
{
    public const string Complete = "complete";
    public const string Incomplete = "incomplete";
    public const string Unverified = "unverified";
    public const string Voided = "voided";
    public const string NoPrescribedLine = "no-prescribed-line";
    public const string Collective = "collective";
    public const string Rejected = "rejected";
    public const string CancelledBeforeApproval = "cancelled-before-approval";
    public const string NotMedicineOrSupply = "not-medicine-or-supply";
    public const string Replenishment = "warehouse-replenishment";

    public const string NoUnit = "no-unit";
    public const string Closed = "closed";
    public const string StockUnknown = "stock-unknown";

    /// <summary>A statement about a day; it is no prescription and in no list of them.</summary>
    public const string NoActivity = "statement";

    /// <summary>It cannot be judged: it is in no figure, and <c>uncounted</c> says why.</summary>
    public const string SetAside = "set-aside";

    /// <summary>Of a document that cannot be judged.</summary>
    public static readonly Judgement None = new(SetAside, Counts.Zero);

    /// <summary>What it adds under its claves and its supplier, beside the figures of its facility.</summary>
    public PartCounts Parts { get; init; } = PartCounts.None;

    public bool IsCounted => Outcome is Complete or Incomplete;
}
