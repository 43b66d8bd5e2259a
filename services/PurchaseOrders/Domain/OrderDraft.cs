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
            return Refusal.Invalid("orders.issued-in-future", "La fecha de emisión está más de 24 horas en el futuro.", "issuedOn");
        if (IssuedOn < latestIssue.AddYears(-IssuedYearsBack))
            return Refusal.Invalid("orders.issued-too-old",
                $"La fecha de emisión es de hace más de {IssuedYearsBack} años; revise el año.", "issuedOn");
        if (PromisedOn < IssuedOn)
            return Refusal.Invalid("orders.promised-before-issue", "La fecha comprometida es anterior a la de emisión.", "promisedOn");
        if (PromisedOn is { } promised
            && DateRules.Promised(promised, IssuedOn, "promisedOn", tooLate: "orders.promised-too-late") is { } late)
            return late;
        if (SourceKind == Warehouse && SourceId == Destination)
            return Refusal.Invalid("orders.same-place", "El almacén de origen y el destino son el mismo.", "source.id");
        var claves = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Lines.Count; i++)
        {
            if (!claves.Add(Lines[i].Clave))
                return Refusal.Invalid("orders.repeated-clave", $"La clave {Lines[i].Clave} viene en dos renglones; júntelos en uno.",
                    LineField(i, "clave"));
            if (SourceKind == Supplier && Lines[i].Award is null)
                return Refusal.Invalid("orders.award-missing", $"Falta la adjudicación de la clave {Lines[i].Clave}.",
                    LineField(i, "award"));
            if (SourceKind == Warehouse && Lines[i].Award is not null)
                return Refusal.Invalid("orders.award-not-allowed", "Una orden a un almacén no lleva adjudicación.", LineField(i, "award"));
        }
        return null;
    }
}
