using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Supply.Platform.Reference;

/// <summary>Changes a column of the rows that were recorded under a code, by one statement each time.</summary>
internal sealed class FollowWithColumn<TRow>(
    IQueryable<TRow> rows, Expression<Func<TRow, string?>> stated, Expression<Func<TRow, string?>> current, Expression<Func<TRow,
    string?>>? state)
    : IFollowCodeChange where TRow : class
{
    public Task<int> Follow(FacilityCode from, FacilityCode to, int atMost, CancellationToken ct)
    {
        var (code, entity) = (to.Value, to.State.Code);
        return rows.Where(Compare(stated, from.Value, Expression.Equal)).Where(Compare(current, code, Expression.NotEqual)).OrderBy(stated)
            .Take(atMost)
            .ExecuteUpdateAsync(x =>
            {
                x.SetProperty(current, code);
                if (state is not null)
                    x.SetProperty(state, entity);
            }, ct);
    }

    private static Expression<Func<TRow,
    bool>> Compare(Expression<Func<TRow, string?>> member, string value, Func<Expression, Expression, BinaryExpression> by)
    {
        Expression<Func<string>> captured = () => value; // a parameter of the query, not a constant in its text
        return Expression.Lambda<Func<TRow, bool>>(by(member.Body, captured.Body), member.Parameters);
    }
}
