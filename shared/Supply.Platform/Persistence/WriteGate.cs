using System.Collections.Concurrent;

namespace Supply.Platform.Persistence;

/// <summary>Writers of one SQLite file in order of arrival, all services of the process together.</summary>
internal sealed class WriteGate
{
    private static readonly ConcurrentDictionary<string, WriteGate> gates = new(StringComparer.Ordinal);

    private readonly SemaphoreSlim turn = new(1, 1); // asynchronous waiters are served first in, first out

    public static WriteGate Of(string connectionString) => gates.GetOrAdd(connectionString, _ => new WriteGate());

    public async Task<IDisposable> Enter(CancellationToken ct)
    {
        if (!await turn.WaitAsync(Writing.Patience, ct))
            throw new StoreBusyException("Waited too long for the database file.");
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
