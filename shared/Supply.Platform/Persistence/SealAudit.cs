using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;

namespace Supply.Platform.Persistence;

/// <summary>Chains the digests of all ended days, oldest first; runs daily and can be repeated.</summary>
public sealed class SealAudit<TDb>(TDb db) : ISupplyJob where TDb : SupplyDb
{
    // A row's time is that of the act; one from the last moment of a day may be committed, or a copy's clock behind, in the next.
    private static readonly TimeSpan stragglers = TimeSpan.FromMinutes(10);

    public async Task Run(JobProgress progress, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime((db.Origin.Clock.Now() - stragglers).UtcDateTime);
        var last = await db.AuditSeals.AsNoTracking().OrderByDescending(x => x.Day).FirstOrDefaultAsync(ct);
        var from = last?.Day ?? DateOnly.MinValue;
        var days = await db.AuditTrail.Where(x => x.Day > from && x.Day < today).Select(x => x.Day).Distinct().OrderBy(x => x)
            .ToListAsync(ct);
        foreach (var day in days)
        {
            last = await Digest(db, day, last?.Digest ?? [], ct);
            await db.Write(() => { db.AuditSeals.Add(last); return Task.CompletedTask; }, ct);
            db.ChangeTracker.Clear();
            progress.Did(1, $"sealed {day:yyyy-MM-dd}");
        }
    }

    /// <summary>The seal that the day's rows give now; it equals the stored one unless somebody changed them.</summary>
    public static async Task<AuditSeal> Digest(TDb db, DateOnly day, byte[] previous, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        var rows = 0L;
        await foreach (var x in db.AuditTrail.AsNoTracking().Where(x => x.Day == day).OrderBy(x => x.Id).AsAsyncEnumerable()
            .WithCancellation(ct))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{x.Id}|{x.At.UtcTicks}|{x.Subject}|{x.Role}|{x.Action}|{x.Document}|{x.Detail}|{x.CorrelationId}\n"));
            rows++;
        }
        return new AuditSeal { Day = day, Rows = rows, Digest = hash.GetHashAndReset() };
    }
}
