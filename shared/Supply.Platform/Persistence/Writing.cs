using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Supply.Platform.Messaging;

namespace Supply.Platform.Persistence;

/// <summary>
/// The one way to write. In SQLite one writer at a time has the file, first come, first served; the transaction starts
/// with the write lock, so nobody who has read is refused later.
/// </summary>
public static class Writing
{
    /// <summary>How long a request may wait for its turn or repeat a lost race.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int UniqueAttempts = 10; // several who take the next free place at once each lose to one winner a round

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and saves. A refused outcome rolls back and leaves nothing.
    /// Lost races (locks, deadlocks, versions, two first requests with one id) run the work again on fresh data.
    /// </summary>
    /// <exception cref="StoreBusyException">Not within <see cref="Patience"/>.</exception>
    public static async Task<T> Write<T>(this SupplyDb db, Func<Task<T>> work, CancellationToken ct)
    {
        var clock = db.Origin.Clock;
        var began = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.Once(work, ct);
            }
            catch (Exception e) when (Database.IsContention(e) || (Database.IsUniqueViolation(e) && attempt < UniqueAttempts))
            {
                if (clock.GetElapsedTime(began) > Patience)
                    throw new StoreBusyException("Lost the race for the same rows too often.", e);
                db.ChangeTracker.Clear();
                SupplyDiagnostics.WriteRetries.Add(1,
                    new TagList { { "service", db.Service }, { "kind", Database.IsUniqueViolation(e) ? "unique" : "contention" } });
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 10 * Math.Min(attempt, 20))), clock, ct);
            }
        }
    }

    public static Task Write(this SupplyDb db, Func<Task> work, CancellationToken ct) =>
        db.Write(async () => { await work(); return true; }, ct);

    /// <summary>
    /// Until the transaction ends nobody else gets the lock of this name. For what is decided by rows that may not exist yet,
    /// of which there is nothing to lock: the first version of something, by two copies of the service at once.
    /// </summary>
    public static Task LockByName(this SupplyDb db, string name, CancellationToken ct) => Database.LockByName(db, name, ct);

    /// <summary>
    /// The same for several names, in an order of the database's own: who takes all that it needs at once never waits in a circle.
    /// </summary>
    public static Task LockByNames(this SupplyDb db, IEnumerable<string> names, CancellationToken ct) =>
        Database.LockByNames(db, [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], ct);

    /// <summary>One attempt: gate, transaction, work, save, commit, wake the relay.</summary>
    internal static async Task<T> Once<T>(this SupplyDb db, Func<Task<T>> work, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
            throw new InvalidOperationException("A transaction is open already: handlers change the context and return.");
        var sqlite = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);
        var asked = db.Origin.Clock.GetTimestamp();
        using var turn = sqlite ? await db.GetService<WriteGate>().Enter(db.Database.GetConnectionString()!, ct) : null;
        if (sqlite)
            SupplyDiagnostics.GateTime.Record(db.Origin.Clock.Seconds(asked), new TagList { { "service", db.Service } });
        db.HasOutgoing = false;
        db.Database.AutoSavepointsEnabled = false; // a failure rolls all of it back
        T result;
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            result = await work();
            if (result is IOutcome { Refusal: not null })
            {
                await transaction.RollbackAsync(ct);
                db.ChangeTracker.Clear();
                return result;
            }
            await db.InsertAdded<OutboxRow>(ct);
            await db.InsertAdded<StoredAnswer>(ct);
            await db.SaveChangesAsync(ct);
            await Commit(transaction, ct);
        }
        CrashPoint.Reached("after-commit");
        if (db.HasOutgoing)
            db.GetService<RelaySignal>().Set(db.Service);
        return result;
    }

    // A server that refuses a commit says so, and nothing is stored. Whoever hears nothing does not know.
    private static async Task Commit(IDbContextTransaction transaction, CancellationToken ct)
    {
        try
        {
            await transaction.CommitAsync(ct);
        }
        catch (Exception e) when (Database.IsInfrastructure(e) && !Database.IsContention(e))
        {
            throw new OutcomeUnknownException(e);
        }
    }
}
