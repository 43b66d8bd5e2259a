using Supply.Authority.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;

namespace Supply.Authority.Accounts;

/// <summary>An account as administrators see it.</summary>
/// <param name="IsLocked">Nobody gets in until an administrator unlocks it.</param>
/// <param name="PausedUntil">After wrong passwords or codes in a row nothing is tried before this instant.</param>
/// <param name="Failures">Wrong passwords and codes in a row.</param>
/// <param name="HasPassword">False: the person has not used the one-time link yet.</param>
internal sealed record AccountView(Guid Id, string UserName, string Name, bool Administrator, IReadOnlyList<AccountView.RoleView> Roles,
    bool IsLocked, DateTimeOffset? LockedAt, DateTimeOffset? PausedUntil, int Failures, bool HasPassword, bool HasSecondFactor,
    bool NeedsSecondFactor, int OpenSessions, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt, int Version) : IVersioned
{
    /// <param name="State">Null: the nation.</param>
    internal sealed record RoleView(string Role, string? State, string? StateName, string? Facility);

    public static RoleView Of(AccountRole role)
    {
        var facility = role.Place.Length > 2 ? FacilityCode.Stored(role.Place) : (FacilityCode?)null;
        var state = facility?.State ?? FederalState.WithCode(role.Place);
        return new(role.Role, state?.Code, state?.Name, facility?.Value);
    }
}
