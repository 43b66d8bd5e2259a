using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
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
            Id = Guid.CreateVersion7(now), At = now, Day = DateOnly.FromDateTime(now.UtcDateTime), Subject = Origin.Subject, Role = Origin.Role,
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
        Name(modelBuilder);
    }

    /// <summary>The service's own tables.</summary>
    protected abstract void Tables(ModelBuilder model);

    // Keys are made by the client or by version 7 of UUID, never by the database; names are the same on every provider.
    private static void Name(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
                // The conventions above outrank the attributes, which are the exceptions to them.
                if (property.PropertyInfo?.GetCustomAttribute<MaxLengthAttribute>() is { } longest)
                    property.SetMaxLength(longest.Length);
                if (property.PropertyInfo?.GetCustomAttribute<PrecisionAttribute>() is { } precise)
                {
                    property.SetPrecision(precise.Precision);
                    property.SetScale(precise.Scale);
                }
                if (property.IsPrimaryKey())
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
        }
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0 && snake[^1] != '_')
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>In whose name and following from what the present unit of work is done.</summary>
public sealed class Origin(TimeProvider clock)
{
    public TimeProvider Clock { get; } = clock;

    /// <summary>One for everything that follows from a person's request.</summary>
    public Guid CorrelationId { get; set; } = Guid.CreateVersion7();

    /// <summary>The message that is being handled, if one is.</summary>
    public Guid? CausationId { get; set; }

    /// <summary>The token's subject, or the handler or job that acts.</summary>
    public string Subject { get; set; } = "system";

    public string Role { get; set; } = "system";
}

/// <summary>The answer that the first request with this id got. Repeating the request gives it again.</summary>
public sealed class StoredAnswer
{
    public required Guid Id { get; init; }
    [MaxLength(40)] public required string Kind { get; init; }
    [MaxLength(32)] public required byte[] Fingerprint { get; init; }
    public required byte[] Body { get; init; }
    public required DateTimeOffset At { get; init; }
}
