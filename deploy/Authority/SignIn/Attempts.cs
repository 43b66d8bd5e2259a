using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Supply.Authority.Domain;
using Supply.Authority.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Authority.SignIn;

/// <summary>
/// Counts each attempt as failed before anything is tried, and forgets it when it succeeds. Names that nobody has are counted alike: a
/// pause tells nobody whether there is such an account.
/// </summary>
internal sealed class Attempts(IdentityDb db, AttemptGate gate, TimeProvider clock)
{
    /// <returns>False: a pause is not over, and nothing may be tried.</returns>
    public async Task<bool> Begin(string userName, IPAddress? from, CancellationToken ct)
    {
        await gate.Turn.WaitAsync(ct);
        try
        {
            var now = clock.Now();
            var (name, address) = (await Of(KeyOf(userName), ct), await Of(KeyOf(from), ct));
            if (now - address.LastAt > Pauses.Forgotten)
                address.Count = 0;
            if (name.Count >= Pauses.LockedAfter || now < name.LastAt + Pauses.OfName(name.Count)
                || now < address.LastAt + Pauses.OfAddress(address.Count))
                return false;
            (name.Count, name.LastAt, address.Count, address.LastAt) = (name.Count + 1, now, address.Count + 1, now);
            await db.SaveChangesAsync(ct);
            return true;
        }
        finally
        {
            gate.Turn.Release();
        }
    }

    /// <summary>The password and, where one is needed, the code were right.</summary>
    public async Task Succeeded(string userName, IPAddress? from, CancellationToken ct)
    {
        await Forget(userName, ct);
        var key = KeyOf(from);
        await db.Failures.Where(x => x.Key == key && x.Count > 0)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Count, row => row.Count - 1), ct);
    }

    /// <summary>
    /// The password was right and a code is still to come: this attempt does not count, those before it do. Who has the password must
    /// not be able to guess codes without end.
    /// </summary>
    public async Task TakeBack(string userName, IPAddress? from, CancellationToken ct)
    {
        await gate.Turn.WaitAsync(ct);
        try
        {
            var (name, address) = (KeyOf(userName), KeyOf(from));
            await db.Failures.Where(x => (x.Key == name || x.Key == address) && x.Count > 0)
                .ExecuteUpdateAsync(x => x.SetProperty(row => row.Count, row => row.Count - 1), ct);
            var left = await db.Failures.Where(x => x.Key == name).Select(x => x.Count).FirstAsync(ct);
            var over = clock.Now() - Pauses.OfName(left); // it was not paused before
            await db.Failures.Where(x => x.Key == name).ExecuteUpdateAsync(x => x.SetProperty(row => row.LastAt, over), ct);
        }
        finally
        {
            gate.Turn.Release();
        }
    }

    public Task Forget(string userName, CancellationToken ct)
    {
        var key = KeyOf(userName);
        return db.Failures.Where(x => x.Key == key).ExecuteDeleteAsync(ct);
    }

    /// <returns>How many of them came in a row, and until when nothing may be tried.</returns>
    public async Task<(int Count, DateTimeOffset? PausedUntil)> Of(string userName, DateTimeOffset now, CancellationToken ct)
    {
        var key = KeyOf(userName);
        return await db.Failures.AsNoTracking().FirstOrDefaultAsync(x => x.Key == key, ct) is not { } row ? (0, null)
            : (row.Count, row.LastAt + Pauses.OfName(row.Count) is var until && until > now ? until : null);
    }

    private async Task<Failures> Of(string key, CancellationToken ct)
    {
        if (await db.Failures.FirstOrDefaultAsync(x => x.Key == key, ct) is { } row)
            return row;
        row = new Failures { Key = key };
        db.Failures.Add(row);
        return row;
    }

    public static string KeyOf(string userName) => "name:" + Secrets.Hash(userName);

    // Whoever has an IPv6 network has 2^64 addresses.
    private static string KeyOf(IPAddress? from)
    {
        if (from is null || from.IsIPv4MappedToIPv6)
            from = from?.MapToIPv4();
        if (from?.AddressFamily != AddressFamily.InterNetworkV6)
            return $"address:{from}";
        var bytes = from.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"address:{new IPAddress(bytes)}";
    }
}
