namespace Supply.Platform.Http;

/// <summary>What limits a caller on a route.</summary>
public enum Scope
{
    /// <summary>Reference data and figures: the same for everybody.</summary>
    Nation,

    /// <summary>Callers with a state act and see there only.</summary>
    State,

    /// <summary>Callers with a facility act and see there only, callers with a state in its facilities.</summary>
    Facility,
}
