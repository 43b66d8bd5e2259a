using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Persistence;

namespace Supply.Platform.Jobs;

/// <summary>
/// Whoever runs a job holds its lock. On a server database it belongs to a connection of its own, so that it ends with the
/// process however that ends; a copy that the operating system has stopped keeps it until it goes on or is killed, so nothing
/// ever runs beside it. Hangfire, which takes a copy without a sign of life for dead, may fire the job on another copy
/// meanwhile, and that one waits here.
/// </summary>
internal sealed class JobLock<TDb>(AsyncServiceScope scope, Database database, string name, SemaphoreSlim queue) : IAsyncDisposable
    where TDb : SupplyDb
{
    // A server that does not answer for so long may have given the lock away.
    private static readonly TimeSpan answerWithin = TimeSpan.FromSeconds(8);

    /// <summary>On the connection that has the lock.</summary>
    public TDb Db { get; } = scope.ServiceProvider.GetRequiredService<TDb>();

    /// <param name="queue">Left when the lock is given back.</param>
    /// <returns>Null: another copy has it.</returns>
    public static async Task<JobLock<TDb>?> TryTake(IServiceScopeFactory scopes, Database database, string name, SemaphoreSlim queue,
        CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        var taken = false;
        try
        {
            var held = new JobLock<TDb>(scope, database, name, queue);
            return (taken = await database.TryLock(held.Db, name, ct)) ? held : null;
        }
        finally
        {
            if (!taken)
                await scope.DisposeAsync();
        }
    }

    /// <returns>False also where it cannot be found out, whatever the driver throws: a lock that is not known to be held is lost.</returns>
    public async Task<bool> IsHeld()
    {
        try
        {
            using var limit = new CancellationTokenSource(answerWithin, TimeProvider.System);
            return await database.HasLock(Db, name, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception)
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
        catch (Exception)
        {
            // The connection is gone, and the lock with it.
        }
        finally
        {
            await scope.DisposeAsync();
            queue.Release();
        }
    }
}
