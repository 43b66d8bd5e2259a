using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Reference;

namespace Supply.Platform.Http;

/// <summary>
/// The token's bearer, in the roles by which the route admits it. Warehouses and pharmacies act for a facility or a whole
/// state, state coordinations for a state, the rest for the nation. A token with one role names its place in <c>state</c> and
/// <c>facility</c>. One with several has <c>role</c> several times and for each role with a place of its own a <c>place</c>:
/// <c>pharmacy:HGIMB000011</c>, <c>state:13</c>; its <c>state</c> and <c>facility</c> hold for the roles without one.
/// </summary>
public sealed class Caller
{
    private const int LongestRole = 32; // of the column in the audit

    private Caller(string subject, IReadOnlyList<RolePlace> places, IReadOnlyList<string> roles)
    {
        (Subject, Places) = (subject, places);
        Role = "";
        foreach (var role in roles)
            if (Role.Length + 1 + role.Length <= LongestRole)
                Role = Role.Length == 0 ? role : $"{Role}+{role}";
        (State, Facility) = places is [var only] ? (only.State, only.Facility) : (null, null);
    }

    public string Subject { get; }

    /// <summary>
    /// What is written down of who acted: the role, or the roles by which the route admits the caller: <c>warehouse+central</c>.
    /// </summary>
    public string Role { get; }

    /// <summary>The state of a caller with one place.</summary>
    public string? State { get; }

    /// <summary>The present code of the facility of a caller with one place.</summary>
    public string? Facility { get; }

    /// <summary>Where the caller may act on this route; none where a role that needs a place has none that can be read.</summary>
    public IReadOnlyList<RolePlace> Places { get; }

    /// <summary>Rows are still to be given the code of the caller's facility; known after <see cref="WithMovingRows"/>.</summary>
    public bool HasMovingRows => Places.Any(x => x.Moving.Count > 0);

    /// <summary>Bound by the framework from the request; the facilities have their present codes.</summary>
    public static async ValueTask<Caller> BindAsync(HttpContext context)
    {
        var caller = Of(context);
        return Reference(context) is { } db ? await caller.In(db, context.RequestAborted) : caller;
    }

    /// <summary>With the codes that its facilities have now.</summary>
    internal async Task<Caller> In(ReferenceDb db, CancellationToken ct)
    {
        if (Places.All(x => x.Stated is null))
            return this;
        var current = await db.Resolve(Places.Where(x => x.Stated is not null).Select(x => x.Stated!), ct);
        return new(Subject, [.. Places.Select(x => x.Stated is null ? x : x.At(FacilityCode.Stored(current[x.Stated])))], [Role]);
    }

    /// <summary>As the token says it, in the roles that the route names; in all of them where it names none.</summary>
    public static Caller Of(HttpContext context)
    {
        var user = context.User;
        var roles = Held(user);
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessMetadata>() is { } access)
            roles = [.. roles.Where(x => access.Roles.Contains(x, StringComparer.Ordinal))];
        return new(user.FindFirstValue("sub") ?? "anonymous", [.. roles.SelectMany(x => PlacesOf(user, x))], roles);
    }

    /// <summary>The route admits the caller in this role.</summary>
    public bool Is(string role) => Places.Any(x => x.Role == role);

    /// <summary>The caller acts for this facility itself, not for a state or the nation.</summary>
    public bool IsAt(string? facility) => facility is not null && Places.Any(x => x.Facility == facility);

    public bool Covers(FacilityCode facility) => Places.Any(x => x.Covers(facility));

    public bool Covers(FederalState state) => Places.Any(x => x.Covers(state));

    /// <summary>Null, or <c>access.foreign-facility</c>.</summary>
    public Refusal? MayActFor(FacilityCode facility, string field = "facility") =>
        Covers(facility) ? null : ForeignFacility(facility, field);

    /// <summary>Null, or <c>access.foreign-state</c>.</summary>
    public Refusal? MayActFor(FederalState state, string field = "state") =>
        Covers(state) ? null : Refusal.Forbidden(
            "access.foreign-state", $"Su cuenta no puede actuar por la entidad {state.Code} {state.Name}.", field);

    /// <summary>
    /// Null, or <c>access.foreign-facility</c>: whether one of the codes under which something was recorded means a facility of the caller.
    /// Codes of rows and token are read as they are now, at once: a row follows a change of code later, and the change may have been heard
    /// of while the request waited.
    /// </summary>
    /// <param name="stated">The refusal names the first.</param>
    public async Task<Refusal?> MayActForStored(
        ReferenceDb db, IReadOnlyCollection<string> stated, string field, CancellationToken ct)
    {
        var now = await db.Resolve([.. stated, .. Places.Select(x => x.Stated).OfType<string>()], ct);
        var places = Places.Select(x => x.Stated is null ? x : x.At(FacilityCode.Stored(now[x.Stated]))).ToList();
        return stated.Any(code => places.Exists(x => x.Covers(FacilityCode.Stored(now[code]))))
            ? null
            : ForeignFacility(FacilityCode.Stored(now[stated.First()]), field);
    }

    /// <summary>The same caller, who sees the rows too that are still to be given the present code of its facility.</summary>
    public async Task<Caller> WithMovingRows(ReferenceDb db, CancellationToken ct)
    {
        var moving = await db.MovingCodes(Places.Select(x => x.Facility).OfType<string>(), ct);
        return new(Subject, [.. Places.Select(x => x with { Moving = x.Facility is null ? [] : [.. moving[x.Facility]] })], [Role]);
    }

    private static Refusal ForeignFacility(FacilityCode facility, string field) =>
        Refusal.Forbidden("access.foreign-facility", $"Su cuenta no puede actuar por el establecimiento {facility}.", field);

    private static string[] Held(ClaimsPrincipal user)
    {
        var held = user.FindAll("role").Select(x => x.Value).ToHashSet(StringComparer.Ordinal);
        return [.. Roles.All.Where(held.Contains)];
    }

    // A place that cannot be read is none, and a role that needs one may then act nowhere, rather than everywhere.
    private static IEnumerable<RolePlace> PlacesOf(ClaimsPrincipal user, string role)
    {
        string[] own = [.. user.FindAll("place").Select(x => x.Value).Where(x => x.StartsWith(role + ":", StringComparison.Ordinal))
            .Select(x => x[(role.Length + 1)..])];
        if (own.Length > 0)
            return own.Select(x => Read(role, x)).OfType<RolePlace>();
        var (state, facility) = (user.FindFirstValue("state"), user.FindFirstValue("facility"));
        if (state is null && facility is null)
            return Roles.NeedsPlace(role) ? [] : [new RolePlace(role, null)];
        FederalState? entity = null;
        if (state is not null && FederalState.Parse(state).Refused(out _, out entity))
            return [];
        if (facility is null)
            return [new RolePlace(role, entity!.Code)];
        return FacilityCode.Parse(facility).Refused(out _, out var code) ? []
            : [new RolePlace(role, entity?.Code ?? code.State.Code, code.Value, code.Value)];
    }

    private static RolePlace? Read(string role, string place) =>
        !FacilityCode.Parse(place).Refused(out _, out var code) ? new RolePlace(role, code.State.Code, code.Value, code.Value)
        : !FederalState.Parse(place).Refused(out _, out var state) ? new RolePlace(role, state.Code)
        : null;

    private static ReferenceDb? Reference(HttpContext context)
    {
        var service = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointGroupNameMetadata>()?.EndpointGroupName;
        return context.RequestServices.GetServices<CatalogueCopy>().FirstOrDefault(x => x.Service == service)?.Of(context.RequestServices);
    }
}
