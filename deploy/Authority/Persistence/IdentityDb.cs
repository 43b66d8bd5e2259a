using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Authority.Persistence;

/// <summary>Accounts, sessions, what OpenIddict keeps of codes and refresh tokens, and who did what to accounts.</summary>
public sealed class IdentityDb(DbContextOptions<IdentityDb> options) : DbContext(options)
{
    /// <summary>Of the file in the data folder.</summary>
    public const string Name = "identity";

    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<AccountRole> Roles => Set<AccountRole>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<OneTimeLink> Links => Set<OneTimeLink>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Failures> Failures => Set<Failures>();
    public DbSet<AuditRow> AuditTrail => Set<AuditRow>();

    /// <param name="document">The account's user name.</param>
    public void Audit(Origin origin, string action, string document, string? detail = null, string? subject = null)
    {
        var now = origin.Clock.Now();
        AuditTrail.Add(new AuditRow
        {
            Id = Guid.CreateVersion7(now), At = now, Day = DateOnly.FromDateTime(now.UtcDateTime), Subject = subject ?? origin.Subject,
            Role = subject is null ? origin.Role : "", Action = action, Document = document, Detail = detail,
            CorrelationId = origin.CorrelationId,
        });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseOpenIddict();
        modelBuilder.Entity<Account>(x =>
        {
            x.ToTable("accounts").HasIndex(row => row.UserName).IsUnique();
            x.HasMany(row => row.Roles).WithOne().HasForeignKey(row => row.AccountId);
            x.HasMany(row => row.RecoveryCodes).WithOne().HasForeignKey(row => row.AccountId);
        });
        modelBuilder.Entity<AccountRole>().ToTable("account_roles").HasKey(x => new { x.AccountId, x.Role, x.Place });
        modelBuilder.Entity<RecoveryCode>().ToTable("recovery_codes").HasKey(x => new { x.AccountId, x.Hash });
        modelBuilder.Entity<OneTimeLink>(x =>
        {
            x.ToTable("one_time_links").HasKey(row => row.AccountId);
            x.HasIndex(row => row.Hash).IsUnique();
        });
        modelBuilder.Entity<Session>().ToTable("sessions").HasIndex(x => x.AccountId);
        modelBuilder.Entity<Failures>(x =>
        {
            x.ToTable("failures").HasKey(row => row.Key);
            x.HasIndex(row => row.LastAt);
        });
        modelBuilder.Entity<AuditRow>(x =>
        {
            x.ToTable("audit").HasIndex(row => row.Document);
        });
        ColumnNames.Set(modelBuilder);
    }
}
