using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Supply.Platform.Http;

/// <summary>Who is signed in, and where each role acts. A role without a place that it needs acts nowhere and is left out.</summary>
internal static class GetMe
{
    public sealed record Response(string Name, IReadOnlyList<RoleView> Roles);

    /// <param name="State">Null: the nation.</param>
    /// <param name="Facility">As the token names it.</param>
    /// <param name="FacilityName">Null where the host does not know it: the catalogue has it.</param>
    /// <param name="Zone">The state's; null for a facility, whose own the catalogue has.</param>
    public sealed record RoleView(
        [OneOf(typeof(Roles))] string Role, string? State, string? StateName, string? Facility, string? FacilityName, string? Zone);

    public static void MapMe(this IEndpointRouteBuilder routes) => routes.MapGet("/me", Handle)
        .WithSummary("The name and the roles of who is signed in, with the place of each.").WithGroupName(Edge.Name).WithTags(Edge.Name)
        .Allow(Scope.Nation, Roles.All);

    private static Reply<Response> Handle(HttpContext http)
    {
        var caller = Caller.Of(http);
        return new Response(http.User.FindFirstValue("name") is { Length: > 0 } name ? name : caller.Subject,
            [.. caller.Places.Select(x => new RoleView(x.Role, x.State, FederalState.WithCode(x.State)?.Name, x.Stated, null,
                x.Stated is null ? Zones.Of(x.State) : null))]);
    }
}
