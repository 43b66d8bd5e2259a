using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supply.Indicators.Tests;

/// <summary>
/// Lets others work before each reading outside a transaction, which is where they can: what they do is then always the same, on every
/// database and however fast the machine is.
/// </summary>
internal sealed class BetweenCommands : DbCommandInterceptor
{
    private readonly AsyncLocal<Func<Task>?> others = new();

    /// <param name="step">What is done before each reading of <paramref name="work"/>.</param>
    public async Task During(Func<Task> work, Func<Task> step)
    {
        others.Value = step;
        await work();
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null && others.Value is { } step)
        {
            others.Value = null; // what the others read lets nobody else work
            await step();
        }
        return result;
    }
}
