namespace Supply.PurchaseOrders.Domain;

/// <summary>An order as it was asked for, codes normalised; its fingerprint tells repetitions. What the catalogue and the awards say of it
/// is judged later.</summary>
/// <param name="State">Two-digit code.</param>
/// <param name="SourceKind"><c>supplier</c> or <c>warehouse</c>.</param>
/// <param name="Destination">As it was named, a predecessor code too.</param>
public sealed record OrderDraft(
    string State, DateOnly IssuedOn, string SourceKind, string SourceId, string Destination, DateOnly? PromisedOn, bool Emergency,
        IReadOnlyList<DraftLine> Lines)
{
    public const string Supplier = "supplier";
    public const string Warehouse = "warehouse";

    /// <summary>A hospital holds about 1,000 claves; who needs more issues a second order.</summary>
    public const int MaxLines = 1000;

    /// <summary>Years before today within which an order is written down.</summary>
    public const int IssuedYearsBack = 5;

    public static string LineField(int index, string member) => $"lines[{index}].{member}";

    /// <summary>Refuses what means nothing by itself: kinds, dates, claves named twice, awards where there can be none.</summary>
    public Refusal? Fault(DateOnly latestIssue)
    {
        if (IssuedOn > latestIssue)
            return Refusals.IssuedInFuture("issuedOn");
        if (IssuedOn < latestIssue.AddYears(-IssuedYearsBack))
            return Refusals.IssuedTooOld(IssuedYearsBack, "issuedOn");
        if (PromisedOn < IssuedOn)
            return Refusals.PromisedBeforeIssue("promisedOn");
        if (PromisedOn is { } promised
            && DateRules.Promised(promised, IssuedOn, "promisedOn", tooLate: "orders.promised-too-late") is { } late)
            return late;
        if (SourceKind == Warehouse && SourceId == Destination)
            return Refusals.SamePlace("source.id");
        var claves = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Lines.Count; i++)
        {
            if (!claves.Add(Lines[i].Clave))
                return Refusals.RepeatedClave(Lines[i].Clave, LineField(i, "clave"));
            if (SourceKind == Supplier && Lines[i].Award is null)
                return Refusals.AwardMissing(Lines[i].Clave, LineField(i, "award"));
            if (SourceKind == Warehouse && Lines[i].Award is not null)
                return Refusals.AwardNotAllowed(LineField(i, "award"));
        }
        return null;
    }
}
