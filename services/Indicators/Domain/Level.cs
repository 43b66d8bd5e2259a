namespace Supply.Indicators.Domain;

public enum Level
{
    Nation,
    State,
    UnitLevel,
    UnitType,
    Rural,
    Facility,
}
