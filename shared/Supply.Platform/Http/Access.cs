using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

/// <summary>Who may call: the users of the system, as tokens name them.</summary>
public static class Roles
{
    public const string Warehouse = "warehouse";
    public const string Pharmacy = "pharmacy";
    public const string State = "state";
    public const string Central = "central";
    public const string Dashboard = "dashboard";
    public const string Auditor = "auditor";
    public const string Operator = "operator";

    public static readonly string[] All = [Warehouse, Pharmacy, State, Central, Dashboard, Auditor, Operator];
}

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

/// <summary>Declared on every route; a test enumerates them.</summary>
public sealed record AccessMetadata(Scope Scope, IReadOnlyList<string> Roles);

/// <summary>Routes that need no token, with the reason.</summary>
public sealed record OpenToAll(string Because);

public static class AccessExtensions
{
    /// <summary>Declares who may call the route and what limits them. The handler asks <see cref="Caller"/> about the facility or state at hand.</summary>
    public static RouteHandlerBuilder Allow(this RouteHandlerBuilder route, Scope scope, params string[] roles) =>
        route.WithMetadata(new AccessMetadata(scope, roles)).RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) });

    public static RouteHandlerBuilder AllowAll(this RouteHandlerBuilder route, string because) => route.WithMetadata(new OpenToAll(because)).AllowAnonymous();

    /// <summary>Only the rows that the caller may see, by the state and facility stamped on them.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> rows, Caller caller, Expression<Func<T, string>> state, Expression<Func<T, string>>? facility = null) =>
        caller.IsUnplaced ? rows.Where(_ => false)
        : caller.Facility is { } own && facility is not null ? rows.Where(Equal(facility, own))
        : caller.State is { } at ? rows.Where(Equal(state, at))
        : rows;

    private static Expression<Func<T, bool>> Equal<T>(Expression<Func<T, string>> member, string value)
    {
        Expression<Func<string>> captured = () => value; // a parameter of the query, not a constant in its text
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(member.Body, captured.Body), member.Parameters);
    }
}

/// <summary>The token's bearer. Warehouses and pharmacies act for a facility or a whole state, state coordinations for a state, the rest for the nation.</summary>
public sealed class Caller
{
    public Caller(ClaimsPrincipal user)
    {
        Subject = user.FindFirstValue("sub") ?? "anonymous";
        Role = user.FindFirstValue("role") ?? "";
        var (state, facility) = (user.FindFirstValue("state"), user.FindFirstValue("facility"));
        var unreadable = false;
        if (facility is not null)
            Facility = FacilityCode.Parse(facility).Refused(out _, out var code) ? Unreadable() : code.Value;
        if (state is not null)
            State = FederalState.Parse(state).Refused(out _, out var entity) ? Unreadable() : entity.Code;
        else if (Facility is not null)
            State = FacilityCode.Stored(Facility).State.Code;
        // A scoped role whose token names no place may act nowhere, rather than everywhere.
        IsUnplaced = unreadable || (Role is Roles.Warehouse or Roles.Pharmacy or Roles.State && State is null && Facility is null);

        string? Unreadable()
        {
            unreadable = true;
            return null;
        }
    }

    public string Subject { get; }
    public string Role { get; }
    public string? State { get; }
    public string? Facility { get; }
    internal bool IsUnplaced { get; }

    /// <summary>Bound by the framework from the request.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) => new(new Caller(context.User));

    public bool Covers(FacilityCode facility) =>
        !IsUnplaced && (Facility is { } own ? own == facility.Value : State is null || State == facility.State.Code);

    public bool Covers(FederalState state) => !IsUnplaced && (State is null || State == state.Code);

    /// <summary>Null, or <c>access.foreign-facility</c>.</summary>
    public Refusal? MayActFor(FacilityCode facility, string field = "facility") =>
        Covers(facility) ? null : Refusal.Forbidden("access.foreign-facility", $"Su cuenta no puede actuar por el establecimiento {facility}.", field);

    /// <summary>Null, or <c>access.foreign-state</c>.</summary>
    public Refusal? MayActFor(FederalState state, string field = "state") =>
        Covers(state) ? null : Refusal.Forbidden("access.foreign-state", $"Su cuenta no puede actuar por la entidad {state.Code} {state.Name}.", field);
}
