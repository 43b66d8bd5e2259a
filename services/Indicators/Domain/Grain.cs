namespace Supply.Indicators.Domain;

public enum Grain
{
    Day,
    Month,
    Year,
}
