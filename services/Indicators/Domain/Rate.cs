namespace Supply.Indicators.Domain;

/// <summary>A share in per cent. Without a denominator there is none: neither 0 nor 100.</summary>
public readonly record struct Rate(long Numerator, long Denominator)
{
    public static Rate Of(long numerator, long denominator) => new(numerator, denominator);

    public bool IsAvailable => Denominator > 0;

    /// <summary>Rounded once, to 2 decimals, half away from zero; null where there is no denominator.</summary>
    public decimal? Value => IsAvailable ? Math.Round(100m * Numerator / Denominator, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>Compares the unrounded value; null where there is none.</summary>
    public bool? Reaches(decimal target) => IsAvailable ? 100m * Numerator >= target * Denominator : null;
}
