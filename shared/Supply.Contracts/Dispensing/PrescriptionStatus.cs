namespace Supply.Contracts.Dispensing;

/// <summary>The statuses of a prescription, as stored, answered and sent.</summary>
public static class PrescriptionStatus
{
    /// <summary>Counts.</summary>
    public const string Recorded = "recorded";

    /// <summary>
    /// Its moment is in the future or over 400 days ago: kept and shown, and published to nobody until a person accepts it.
    /// </summary>
    public const string Held = "held";

    /// <summary>A mistake; final.</summary>
    public const string Voided = "voided";
}
