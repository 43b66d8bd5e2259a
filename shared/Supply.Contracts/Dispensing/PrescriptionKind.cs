namespace Supply.Contracts.Dispensing;

/// <summary>Whom a prescription is for, as stored, answered and sent.</summary>
public static class PrescriptionKind
{
    /// <summary>A patient.</summary>
    public const string Individual = "individual";

    /// <summary>A ward.</summary>
    public const string Collective = "collective";
}
