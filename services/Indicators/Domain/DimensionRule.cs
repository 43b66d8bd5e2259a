namespace Supply.Indicators.Domain;

/// <param name="Name">In requests and answers.</param>
/// <param name="ReadCode">Reads the code of one of its figures, or refuses it.</param>
/// <param name="OfFacility">The code of the facility's group; null of one that says nothing of it. Null: facilities have no such groups.
/// </param>
/// <param name="WholeNationOnly">Documents or their lines are counted under it, for the whole nation; who reports is not.</param>
public sealed record DimensionRule(Dimension Dimension, string Name, Func<string?, Outcome<string>> ReadCode,
    Func<FacilityVersion, string?>? OfFacility = null, bool WholeNationOnly = false);
