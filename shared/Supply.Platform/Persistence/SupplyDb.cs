using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Jobs;
using Supply.Platform.Messaging;
using Supply.Platform.Feeds;

namespace Supply.Platform.Persistence;

/// <summary>
/// What every service's database has: outbox, inbox, parked messages, first answers, audit, job runs and
/// what jobs have set aside.
/// A service adds its own tables; no other service ever opens its file or schema.
/// </summary>
public abstract class SupplyDb(DbContextOptions options, Origin origin) : DbContext(options)
{
    /// <summary>The service's name: path prefix, file name, prefix of its queues, producer of its messages.</summary>
    public abstract string Service { get; }

    public Origin Origin { get; } = origin;

    internal bool HasOutgoing { get; set; }

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<ParkedMessage> Parked => Set<ParkedMessage>();
    public DbSet<StoredAnswer> Answers => Set<StoredAnswer>();
    public DbSet<AuditRow> AuditTrail => Set<AuditRow>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();
    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();
    public DbSet<SetAsideRow> SetAside => Set<SetAsideRow>();
    public DbSet<FillRow> Fills => Set<FillRow>();

    /// <summary>Puts a message beside the change that causes it; it leaves after the commit, and only then.</summary>
    public void Enqueue<TMessage>(TMessage message) where TMessage : class
    {
        HasOutgoing = true;
        var now = Origin.Clock.Now();
        Outbox.Add(new OutboxRow
        {
            Id = Guid.CreateVersion7(now),
            Type = typeof(TMessage).FullName!,
            Body = MessageJson.Write(message),
            Producer = Service,
            CreatedAt = now,
            DueAt = now,
            CorrelationId = Origin.CorrelationId,
            CausationId = Origin.CausationId,
            TraceParent = Activity.Current?.Id,
        });
    }

    /// <summary>Says in the same transaction who did what; for acts that no immutable document records by itself.</summary>
    /// <param name="action"><c>order.approved</c></param>
    /// <param name="document">Id or code of what it was done to.</param>
    /// <param name="detail">Ids, codes and numbers only; nothing of a patient.</param>
    public void Audit(string action, string document, string? detail = null)
    {
        var now = Origin.Clock.Now();
        AuditTrail.Add(new AuditRow
        {
            Id = Guid.CreateVersion7(now), At = now, Day = DateOnly.FromDateTime(now.UtcDateTime), Subject = Origin.Subject,
                Role = Origin.Role,
            Action = action, Document = document, Detail = detail, CorrelationId = Origin.CorrelationId,
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(200);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
        if (Database.IsSqlServer())
            configurationBuilder.Properties<Guid>().HaveConversion<SqlServerGuidOrder>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxRow>().ToTable("outbox").HasIndex(x => new { x.DueAt, x.Id });
        modelBuilder.Entity<InboxRow>(x =>
        {
            x.ToTable("inbox").HasKey(row => new { row.MessageId, row.Handler });
            x.HasIndex(row => row.At);
        });
        modelBuilder.Entity<ParkedMessage>().ToTable("parked").HasKey(x => new { x.MessageId, x.Handler });
        modelBuilder.Entity<StoredAnswer>().ToTable("answers").HasKey(x => new { x.Id, x.Kind });
        modelBuilder.Entity<AuditRow>(x =>
        {
            x.ToTable("audit").HasIndex(row => new { row.Day, row.Id });
            x.HasIndex(row => row.Document);
        });
        modelBuilder.Entity<AuditSeal>().ToTable("audit_seals").HasKey(x => x.Day);
        modelBuilder.Entity<FillRow>().ToTable("fills").HasKey(x => x.Stream);
        modelBuilder.Entity<JobRunRow>().ToTable("job_runs").HasIndex(x => new { x.Job, x.StartedAt });
        modelBuilder.Entity<SetAsideRow>().ToTable("set_aside").HasKey(x => new { x.Job, x.Item });
        Tables(modelBuilder);
        ColumnNames.Set(modelBuilder);
    }

    /// <summary>The service's own tables.</summary>
    protected abstract void Tables(ModelBuilder model);
}
