using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;
using Supply.Samples;

namespace Supply.Platform.Tests;

public sealed class AuditTests : IAsyncLifetime
{
    private Samples samples = null!;

    public async ValueTask InitializeAsync() => samples = await Samples.Start(relay: false);

    public ValueTask DisposeAsync() => samples.DisposeAsync();

    [Fact]
    public async Task Says_who_did_what_under_which_correlation()
    {
        var id = Guid.CreateVersion7();
        await samples.Put(id, by: samples.Host.As(Http.Roles.Pharmacy, facility: Samples.Facility, name: "petra"));
        var row = await samples.Alpha(db => db.AuditTrail.AsNoTracking().SingleAsync(x => x.Document == id.ToString()));
        Assert.Equal(("petra", "pharmacy", "note.kept"), (row.Subject, row.Role, row.Action));

        var seen = await samples.Host.As(Http.Roles.Auditor).Get($"/alpha/ops/audit?document={id}");
        Assert.Equal("petra", seen.Json.GetProperty("items")[0].GetProperty("subject").GetString());
    }

    [Theory]
    [InlineData("UPDATE audit SET subject = 'nobody'")]
    [InlineData("DELETE FROM audit")]
    public async Task The_database_refuses_to_change_or_delete_what_was_audited(string tamper)
    {
        await samples.Put("audited");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => samples.Alpha(db => db.Database.ExecuteSqlRawAsync(tamper)));
        Assert.Equal("central", await samples.Alpha(db => db.AuditTrail.Select(x => x.Subject).SingleAsync()));
    }

    [Fact]
    public async Task Every_ended_day_is_sealed_once_and_a_changed_row_breaks_the_chain()
    {
        for (var day = 0; day < 3; day++)
        {
            await samples.Put($"day {day}");
            await samples.Put($"day {day} again");
            samples.Host.Clock.Advance(TimeSpan.FromDays(1));
        }
        await samples.Put("today, which has not ended");
        Assert.Equal(3, (await samples.Host.Run("alpha", "seal-audit")).Items);
        Assert.Equal(0, (await samples.Host.Run("alpha", "seal-audit")).Items);
        var seals = await samples.Alpha(db => db.AuditSeals.AsNoTracking().OrderBy(x => x.Day).ToListAsync());
        Assert.Equal([2, 2, 2], seals.Select(x => x.Rows));
        Assert.Empty(await Broken());

        await samples.Alpha(db => db.Database.ExecuteSqlRawAsync(TestDatabase.IsServer
            ? $"DROP TRIGGER audit_refuses{(TestDatabase.IsPostgres ? " ON audit" : "")}; UPDATE audit SET detail = 'forged' WHERE day = '2026-10-16'"
            : "DROP TRIGGER audit_refuses_update; UPDATE audit SET detail = 'forged' WHERE day = '2026-10-16'"));
        Assert.Equal([new DateOnly(2026, 10, 16)], await Broken());
    }

    /// <summary>Days whose rows no longer give the stored seal.</summary>
    private Task<List<DateOnly>> Broken() => samples.Alpha(async db =>
    {
        var broken = new List<DateOnly>();
        byte[] previous = [];
        foreach (var seal in await db.AuditSeals.AsNoTracking().OrderBy(x => x.Day).ToListAsync())
        {
            if (!(await SealAudit<AlphaDb>.Digest(db, seal.Day, previous, default)).Digest.AsSpan().SequenceEqual(seal.Digest))
                broken.Add(seal.Day);
            previous = seal.Digest;
        }
        return broken;
    });
}
