namespace Supply.Indicators.Domain;

/// <summary>Which facts a figure is made of, and who has to report for it.</summary>
public enum Family
{
    Prescriptions,

    /// <summary>Prescriptions of facilities that were hospitals on the day.</summary>
    Hospital,

    /// <summary>Supply orders, by destination and date of issue.</summary>
    Orders,

    /// <summary>Statements of facilities' stock, by month: they are dated on its first day, and so is who has to report.</summary>
    Stock,
}
