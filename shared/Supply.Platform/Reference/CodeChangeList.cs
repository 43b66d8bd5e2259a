using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <summary>The rows of a service that belong to a facility, in the order in which they follow a change of its code.</summary>
public sealed class CodeChangeList<TDb> where TDb : SupplyDb
{
    private readonly List<Func<IServiceProvider, IFollowCodeChange>> followers = [];

    internal IReadOnlyList<Func<IServiceProvider, IFollowCodeChange>> Followers => followers;

    /// <summary>The names of the followers, for people who look.</summary>
    internal List<string> Names { get; } = [];

    /// <summary>Rows that only have their column changed.</summary>
    /// <param name="stated">The code under which the row was recorded or heard; it never changes.</param>
    /// <param name="current">The code that the facility has now.</param>
    /// <param name="state">The entity of the current code, where it is stored beside it.</param>
    public CodeChangeList<TDb> Rows<TRow>(
        Func<TDb, IQueryable<TRow>> set, Expression<Func<TRow, string?>> stated, Expression<Func<TRow, string?>> current,
        Expression<Func<TRow, string?>>? state = null) where TRow : class
    {
        Names.Add($"{typeof(TRow).Name}.{(current.Body as MemberExpression)?.Member.Name}");
        followers.Add(scoped => new FollowWithColumn<TRow>(set(scoped.GetRequiredService<TDb>()), stated, current, state));
        return this;
    }

    /// <summary>Rows that must be merged with those of the current code, counted again, or published.</summary>
    public CodeChangeList<TDb> Follow<TFollower>() where TFollower : class, IFollowCodeChange
    {
        Names.Add(typeof(TFollower).Name);
        followers.Add(scoped => ActivatorUtilities.GetServiceOrCreateInstance<TFollower>(scoped));
        return this;
    }
}
