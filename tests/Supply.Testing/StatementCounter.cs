using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supply.Testing;

/// <summary>What a service asks its database: added with <c>ConfigureDbContext</c> and <c>AddInterceptors</c>.</summary>
public sealed class StatementCounter : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> queries = new();

    /// <summary>In order. How many commands it takes to save something is the provider's affair.</summary>
    public IReadOnlyCollection<string> Queries => queries;

    /// <summary>The statements of the work alone, while nobody else uses the service.</summary>
    public async Task<IReadOnlyCollection<string>> Of(Func<Task> work)
    {
        queries.Clear();
        await work();
        return [.. queries];
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count(command);
        return new(result);
    }

    private void Count(DbCommand command)
    {
        if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            queries.Enqueue(command.CommandText);
    }
}
