using System.Linq.Expressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Supply.Platform.Http;

public static class AccessExtensions
{
    /// <summary>
    /// Declares who may call the route and what limits them. The handler asks <see cref="Caller"/> about the facility or state at hand.
    /// </summary>
    public static RouteHandlerBuilder Allow(this RouteHandlerBuilder route, Scope scope, params string[] roles) =>
        route.WithMetadata(new AccessMetadata(scope, roles))
            .RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) });

    public static RouteHandlerBuilder AllowAll(this RouteHandlerBuilder route, string because) =>
        route.WithMetadata(new OpenToAll(because)).AllowAnonymous();

    /// <summary>Only the rows that the caller may see, by the state and the current codes of the facilities stamped on them.</summary>
    /// <param name="facilities">One of them must be the caller's; none: a caller with a facility sees its state.</param>
    public static IQueryable<T> VisibleTo<T>(
        this IQueryable<T> rows, Caller caller, Expression<Func<T, string>> state, params Expression<Func<T, string>>[] facilities) =>
        rows.VisibleTo(caller, [state], facilities);

    /// <summary>The same of rows that are of two states: what leaves one and comes to the other is seen by both.</summary>
    public static IQueryable<T> VisibleTo<T>(
        this IQueryable<T> rows, Caller caller, Expression<Func<T, string>>[] states, Expression<Func<T, string>>[] facilities)
    {
        Expression? any = null;
        var row = states[0].Parameters[0];
        foreach (var place in caller.Places)
        {
            if (place.Facility is { } own && facilities.Length > 0)
                foreach (var facility in facilities)
                    foreach (var code in (string[])[own, .. place.Moving.Where(x => x != own)])
                        Or(facility, code);
            else if (place.State is { } at)
                foreach (var state in states)
                    Or(state, at);
            else
                return rows;
        }
        return rows.Where(Expression.Lambda<Func<T, bool>>(any ?? Expression.Constant(false), row));

        void Or(Expression<Func<T, string>> member, string value)
        {
            Expression<Func<string>> captured = () => value; // a parameter of the query, not a constant in its text
            var equal = Expression.Equal(new OfRow(member.Parameters[0], row).Visit(member.Body), captured.Body);
            any = any is null ? equal : Expression.OrElse(any, equal);
        }
    }

    private sealed class OfRow(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
