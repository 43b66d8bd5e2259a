using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

/// <summary>
/// The turn to run a job. On a server database a lock of a connection of its own, so that it ends with the process that
/// has it however that ends; Quartz, which takes a copy that is slow to check in for dead, may fire the job on another
/// copy, and that one waits here.
/// </summary>
internal sealed class JobTurn<TDb>(AsyncServiceScope scope, Database database, string name, SemaphoreSlim queue) : IAsyncDisposable where TDb : SupplyDb
{
    /// <summary>On the connection that has the lock.</summary>
    public TDb Db { get; } = scope.ServiceProvider.GetRequiredService<TDb>();

    /// <param name="queue">Left when the turn ends.</param>
    /// <returns>Null: another copy has it.</returns>
    public static async Task<JobTurn<TDb>?> TryTake(IServiceScopeFactory scopes, Database database, string name, SemaphoreSlim queue, CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        var taken = false;
        try
        {
            var turn = new JobTurn<TDb>(scope, database, name, queue);
            return (taken = await database.TryLock(turn.Db, name, ct)) ? turn : null;
        }
        finally
        {
            if (!taken)
                await scope.DisposeAsync();
        }
    }

    public async Task<bool> IsHeld()
    {
        try
        {
            return await database.HasLock(Db, name, CancellationToken.None);
        }
        catch (Exception e) when (Database.IsInfrastructure(e))
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await database.Unlock(Db, name, CancellationToken.None);
        }
        catch (Exception e) when (Database.IsInfrastructure(e))
        {
            // the connection is gone, and the lock with it
        }
        finally
        {
            await scope.DisposeAsync();
            queue.Release();
        }
    }
}
