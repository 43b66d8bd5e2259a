namespace Supply.Platform.Http;

/// <summary>One of a token's roles and where it may act.</summary>
/// <param name="State">Null: everywhere.</param>
/// <param name="Facility">The code that the facility has now; null: the whole of <paramref name="State"/>.</param>
/// <param name="Stated">The code that the token has.</param>
public sealed record RolePlace(string Role, string? State, string? Facility = null, string? Stated = null)
{
    /// <summary>Codes under which rows were recorded that are still to be given that of <see cref="Facility"/>.</summary>
    public IReadOnlyList<string> Moving { get; init; } = [];

    public bool Covers(FacilityCode code) => Stated is not null ? code.Value == Facility || code.Value == Stated : Covers(code.State);

    public bool Covers(FederalState state) => State is null || State == state.Code;

    /// <summary>The same role at the facility's present code.</summary>
    public RolePlace At(FacilityCode current) => this with { Facility = current.Value, State = current.State.Code };
}
