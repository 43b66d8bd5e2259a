namespace Supply.Indicators.Domain;

/// <summary>A place's numbers in a table that anybody may read.</summary>
/// <param name="Prescriptions">Behind the numbers.</param>
public readonly record struct Cell(string Code, long Prescriptions, long Numerator, long Denominator)
{
    /// <summary>So few that one of them could be somebody's.</summary>
    public bool IsSmall => Prescriptions is > 0 and < Suppression.Least;
}
