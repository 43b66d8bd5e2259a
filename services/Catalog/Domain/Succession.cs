namespace Supply.Catalog.Domain;

/// <summary>
/// Whether a facility may take over the code of another: its stock, orders, prescriptions and figures become the facility's. A unit
/// that passes to another institution keeps its entity and its kind; anything else is as a rule a mistyped code.
/// </summary>
public static class Succession
{
    /// <summary>Null, <c>facility.predecessor-other-state</c> or <c>facility.predecessor-other-kind</c>.</summary>
    /// <param name="kind">What the facility is from now on.</param>
    /// <param name="kindBefore">What the catalogue says that the code is; null where it does not know it.</param>
    public static Refusal? WhyNot(FacilityCode code, string kind, FacilityCode before, string? kindBefore) =>
        before.State != code.State ? Refusals.PredecessorOfOtherState(code, before)
        : SameUse(kind, kindBefore, before) ? null
        : Refusals.PredecessorOfOtherKind(code, kind, before,
            kindBefore ?? (IsWarehouse(before) ? FacilityKinds.StateWarehouse : FacilityKinds.Unclassified));

    // Unclassified is what nobody has said anything of; it is no warehouse all the same.
    private static bool SameUse(string kind, string? kindBefore, FacilityCode before) => kindBefore switch
    {
        null => FacilityKinds.IsWarehouse(kind) == IsWarehouse(before),
        FacilityKinds.Unclassified => !FacilityKinds.IsWarehouse(kind) && !IsWarehouse(before),
        _ => kind == kindBefore || (kind == FacilityKinds.Unclassified && !FacilityKinds.IsWarehouse(kindBefore)),
    };

    // Codes of this form are given to warehouses that have no CLUES, and to nothing else.
    private static bool IsWarehouse(FacilityCode code) => code.Value.StartsWith("ALM-", StringComparison.Ordinal);
}
