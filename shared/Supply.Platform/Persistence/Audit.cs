using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Jobs;

namespace Supply.Platform.Persistence;

/// <summary>Who did what; the database refuses to change or delete it.</summary>
public sealed class AuditRow
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>UTC date of <see cref="At"/>: the unit that is sealed.</summary>
    public required DateOnly Day { get; init; }

    public required string Subject { get; init; }
    [MaxLength(32)] public required string Role { get; init; }
    [MaxLength(60)] public required string Action { get; init; }
    [MaxLength(100)] public required string Document { get; init; }
    [MaxLength(1000)] public string? Detail { get; init; }
    public Guid CorrelationId { get; init; }
}

/// <summary>SHA-256 over a day's rows and the seal before it: a row that is changed afterwards breaks the chain.</summary>
public sealed class AuditSeal
{
    public required DateOnly Day { get; init; }
    public required long Rows { get; init; }
    [MaxLength(32)] public required byte[] Digest { get; init; }
}

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
        var days = await db.AuditTrail.Where(x => x.Day > from && x.Day < today).Select(x => x.Day).Distinct().OrderBy(x => x).ToListAsync(ct);
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
        await foreach (var x in db.AuditTrail.AsNoTracking().Where(x => x.Day == day).OrderBy(x => x.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{x.Id}|{x.At.UtcTicks}|{x.Subject}|{x.Role}|{x.Action}|{x.Document}|{x.Detail}|{x.CorrelationId}\n"));
            rows++;
        }
        return new AuditSeal { Day = day, Rows = rows, Digest = hash.GetHashAndReset() };
    }
}

public static class AuditMigration
{
    /// <summary>For the end of a service's first migration: the table takes rows and gives none back.</summary>
    public static void RefuseChanges(this MigrationBuilder migration, string table)
    {
        if (migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            foreach (var act in (string[])["UPDATE", "DELETE"])
                migration.Sql($"CREATE TRIGGER {table}_refuses_{act.ToLowerInvariant()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
        }
        else if (migration.ActiveProvider.Contains("PostgreSQL", StringComparison.Ordinal))
        {
            migration.Sql($"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;");
            migration.Sql($"CREATE TRIGGER {table}_refuses BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse();");
        }
        else
        {
            migration.Sql($"EXEC('CREATE TRIGGER {table}_refuses ON {table} INSTEAD OF UPDATE, DELETE AS THROW 51000, ''{table} is append-only'', 1;');");
        }
    }
}
