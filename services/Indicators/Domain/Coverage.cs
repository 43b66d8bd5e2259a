namespace Supply.Indicators.Domain;

/// <summary>Who reported, of those who had to. States only where orders are counted: those with an order, of those that operate.</summary>
public readonly record struct Coverage(int Reporting, int Expected, int ReportingDays, int ExpectedDays, int StatesReporting = 0,
    int StatesExpected = 0);
