using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Supply.Platform.Persistence;

namespace Supply.Samples;

public sealed class Note
{
    public required Guid Id { get; init; }
    public required string Text { get; init; }
    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(11)] public required string Facility { get; init; }
}

/// <summary>Something with a natural key and a version.</summary>
public sealed class Label
{
    public required string Code { get; init; }
    public int Version { get; set; }
    public string Text { get; set; } = "";
}

/// <summary>How often a handler did what it does for a note. More than once is what must never be.</summary>
public sealed class Effect
{
    public required Guid Note { get; init; }
    [MaxLength(40)] public required string Handler { get; init; }
    public int Times { get; set; }
    public Guid Correlation { get; set; }
    public Guid? Causation { get; set; }
}

public sealed class AlphaDb(DbContextOptions<AlphaDb> options, Origin origin) : SupplyDb(options, origin)
{
    public override string Service => "alpha";

    public DbSet<Note> Notes => Set<Note>();
    public DbSet<Label> Labels => Set<Label>();
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void Tables(ModelBuilder model)
    {
        model.Entity<Note>().ToTable("notes").HasKey(x => x.Id);
        model.Entity<Label>(x =>
        {
            x.ToTable("labels").HasKey(row => row.Code);
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<Effect>().ToTable("effects").HasKey(x => new { x.Note, x.Handler });
    }
}

public sealed class BetaDb(DbContextOptions<BetaDb> options, Origin origin) : SupplyDb(options, origin)
{
    public override string Service => "beta";

    public DbSet<Effect> Effects => Set<Effect>();

    protected override void Tables(ModelBuilder model) => model.Entity<Effect>().ToTable("effects").HasKey(x => new { x.Note, x.Handler });
}
