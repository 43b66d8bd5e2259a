using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Platform.Http;
using Supply.Platform.Http.OpenApi;

namespace Supply.Authority.Accounts;

/// <summary>Who may sign in and as what: for operators with the right to change accounts.</summary>
internal static class AccountRoutes
{
    /// <summary>Of the routes and of their description, <c>/openapi/accounts.json</c>.</summary>
    public const string Group = "accounts";

    public static void MapAccounts(this WebApplication app)
    {
        app.MapDescriptions([Group]);
        var api = app.MapGroup("/accounts").WithGroupName(Group).WithTags(Group).AddEndpointFilter(RequestParameters.Check)
            .AddEndpointFilter(CheckAdministrator);
        Each(api.MapGet("/", ListAccounts.Handle)).WithSummary("Accounts by user name.");
        Each(api.MapGet("/audit", ListAccountAudit.Handle)).WithSummary("Who did what to accounts, newest first.");
        Each(api.MapGet("/{id:guid}", GetAccount.Handle)).WithSummary("One account.");
        Each(api.MapPut("/{id:guid}", PutAccount.Handle)).WithSummary("Creates an account, or changes its name and its roles with their places.");
        Each(api.MapPost("/{id:guid}/link", MakeLink.Handle)).WithSummary("A one-time link to set the password, for a new person or one who lost it.");
        Each(api.MapPost("/{id:guid}/lock", LockAccount.Handle)).WithSummary("Lets the person in no more, and ends the sessions.");
        Each(api.MapPost("/{id:guid}/unlock", UnlockAccount.Handle)).WithSummary("Lets the person try again at once.");
        Each(api.MapPost("/{id:guid}/sessions/end", EndSessions.Handle)).WithSummary("Ends all sessions of the person.");

        static RouteHandlerBuilder Each(RouteHandlerBuilder route) => route.Allow(Scope.Nation, Roles.Operator);
    }

    /// <summary>An operator looks after the system; who may sign in is decided by those whom an administrator gave this right.</summary>
    private static ValueTask<object?> CheckAdministrator(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.User.HasClaim(x => x.Type == "administrator" && bool.TryParse(x.Value, out var may) && may)
            ? next(context)
            : new(Results.Extensions.Refused(Refusal.Forbidden("accounts.not-administrator",
                "Su cuenta es de operador, pero no administra cuentas. Pídalo a quien las administra.")));
}
