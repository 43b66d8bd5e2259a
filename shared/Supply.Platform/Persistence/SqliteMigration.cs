using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Supply.Platform.Persistence;

/// <summary>
/// Migrations of one SQLite file, one process at a time. Entity Framework's own lock is a row, which a killed process leaves
/// behind and all later starts would wait for; the lock here is the kernel's and ends with the process that holds it.
/// </summary>
internal static class SqliteMigration
{
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(100);

    public static async Task Run(DbContext db, TimeProvider clock, CancellationToken ct)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var turn = await Enter(file + ".migrating", clock, ct);
        if (File.Exists(file))
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await db.Database.MigrateAsync(ct);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
    }

    /// <summary>Waits for another process that migrates the same file.</summary>
    private static async Task<FileStream> Enter(string path, TimeProvider clock, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(pause, clock, ct);
            }
        }
    }
}
