using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Samples;

/// <summary>Has a copy of the catalogue and rows that belong to facilities.</summary>
public sealed class GammaService() : SupplyService<GammaDb>("gamma")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        foreach (var scope in Enum.GetValues<Scope>())
            foreach (
                var (first, second) in Roles.All.SelectMany(a => Roles.All.Where(b => string.CompareOrdinal(a, b) < 0).Select(b => (a, b))))
                api.MapGet($"/{scope}/{first}/{second}", Show).WithSummary("Shows what the caller may see.").Allow(scope, first, second);
    }

    protected override void Handlers(HandlerList<GammaDb> on) => on.KeepFacilities();

    protected override void CodeChanges(CodeChangeList<GammaDb> on) => on
        .Rows(db => db.Visits, x => x.Stated, x => x.Facility, x => x.State)
        .Follow<FollowTotals>();

    protected override void Services(IServiceCollection services, IConfiguration configuration) => services.TryAddSingleton<Trouble>();

    public sealed record Seen(string Role, IReadOnlyList<string> Facilities, IReadOnlyList<string> MayActFor);

    private static async Task<Reply<Seen>> Show(Caller caller, GammaDb db, CancellationToken ct)
    {
        var all = await db.Visits.AsNoTracking().Select(x => x.Facility).Distinct().OrderBy(x => x).ToListAsync(ct);
        return new Seen(caller.Role, await db.Visits.AsNoTracking().VisibleTo(caller, x => x.State, x => x.Facility).Select(x => x.Facility)
            .Distinct().OrderBy(x => x).ToListAsync(ct),
            [.. all.Where(x => caller.MayActFor(FacilityCode.Stored(x)) is null)]);
    }
}

public sealed class Visit
{
    public required Guid Id { get; init; }
    [MaxLength(11)] public required string Stated { get; init; }
    [MaxLength(11)] public required string Facility { get; set; }
    [MaxLength(2)] public required string State { get; set; }
    public required int Pieces { get; init; }
}

/// <summary>What a facility has in all: rows that must be merged.</summary>
public sealed class Total
{
    [MaxLength(11)] public required string Facility { get; init; }
    public int Pieces { get; set; }
}

public sealed class GammaDb(DbContextOptions<GammaDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "gamma";

    public DbSet<Visit> Visits => Set<Visit>();
    public DbSet<Total> Totals => Set<Total>();

    protected override void Tables(ModelBuilder model)
    {
        model.Entity<Visit>(x =>
        {
            x.ToTable("visits").HasKey(row => row.Id);
            x.HasIndex(row => row.Stated);
            x.HasIndex(row => row.Facility);
        });
        model.Entity<Total>().ToTable("totals").HasKey(x => x.Facility);
    }

    /// <summary>Sums the facility's visits anew.</summary>
    public async Task Count(string facility, CancellationToken ct)
    {
        var pieces = await Visits.Where(x => x.Facility == facility).SumAsync(x => x.Pieces, ct);
        if (await Totals.SingleOrDefaultAsync(x => x.Facility == facility, ct) is { } known)
            known.Pieces = pieces;
        else
            Totals.Add(new Total { Facility = facility, Pieces = pieces });
    }
}

/// <summary>After the visits: totals that are no longer the sum of them.</summary>
public sealed class FollowTotals(GammaDb db, Trouble trouble) : IFollowCodeChange
{
    public async Task<int> Follow(FacilityCode stated, FacilityCode current, int atMost, CancellationToken ct)
    {
        trouble.Meet("totals");
        var moved = 0;
        var sums = await db.Visits.GroupBy(x => x.Facility).Select(x => new { x.Key, Pieces = x.Sum(v => v.Pieces) })
            .ToDictionaryAsync(x => x.Key, x => x.Pieces, ct);
        var totals = await db.Totals.AsNoTracking().ToDictionaryAsync(x => x.Facility, x => x.Pieces, ct);
        foreach (var wrong in sums.Keys.Concat(totals.Keys).Distinct().Where(x => sums.GetValueOrDefault(x) != totals.GetValueOrDefault(x))
            .Order(StringComparer.Ordinal).Take(atMost))
        {
            await db.Count(wrong, ct);
            moved++;
        }
        return moved;
    }
}

[DbContext(typeof(GammaDb)), Migration("1_Initial")]
public sealed class GammaSchema : FromModel
{
    protected override SupplyDb Model(Database provider) =>
        new GammaDb(Options<GammaDb>(provider, "gamma"), new Origin(TimeProvider.System));
}
