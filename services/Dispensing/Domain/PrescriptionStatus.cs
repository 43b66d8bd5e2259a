namespace Supply.Dispensing.Domain;

/// <summary>As stored, answered and sent.</summary>
public static class PrescriptionStatus
{
    /// <summary>Counts.</summary>
    public const string Recorded = "recorded";

    /// <summary>Its moment is beyond belief: kept, shown, told to nobody until a person accepts it.</summary>
    public const string Held = "held";

    /// <summary>A mistake; final.</summary>
    public const string Voided = "voided";
}
