namespace Supply.Dispensing.Persistence;

/// <summary>A row of a facility, under the code that it has now and under the one that was stated.</summary>
public interface IStatedAt
{
    string State { get; }
    string Facility { get; }
    string StatedFacility { get; }
}
