namespace Supply.Dispensing.Domain;

/// <summary>What a pharmacy answers to a citizen's report; stored names.</summary>
public static class CitizenAnswer
{
    /// <summary>It was filled, whatever the report says.</summary>
    public const string Contradicted = "contradicted";

    /// <summary>What was missing has been handed over.</summary>
    public const string Delivered = "delivered";

    public const string Explained = "explained";

    public static readonly string[] All = [Contradicted, Delivered, Explained];
}
