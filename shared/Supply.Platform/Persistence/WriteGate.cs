using System.Collections.Concurrent;

namespace Supply.Platform.Persistence;

/// <summary>Writers of one SQLite file in order of arrival, all of a host together.</summary>
internal sealed class WriteGate
{
    // by connection string; asynchronous waiters are served first in, first out
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    public async Task<IDisposable> Enter(string connectionString, CancellationToken ct)
    {
        var turn = turns.GetOrAdd(connectionString, _ => new SemaphoreSlim(1, 1));
        if (!await turn.WaitAsync(Writing.Patience, ct))
            throw new StoreBusyException("Waited too long for the database file.");
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
