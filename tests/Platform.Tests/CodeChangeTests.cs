using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Platform.Http;
using Supply.Platform.Reference;
using Supply.Samples;

namespace Supply.Platform.Tests;

/// <summary>Each test has facilities of its own: <c>HGIMB</c> and four digits of the test's.</summary>
public sealed class CodeChangeTests(CodeChangeTests.Gamma gamma) : IClassFixture<CodeChangeTests.Gamma>
{
    public sealed class Gamma : IAsyncLifetime
    {
        public ServiceHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await ServiceHost.Start(new GammaService());

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    private static readonly DateTimeOffset start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rows_of_a_former_code_are_the_new_ones_whichever_came_first()
    {
        var (a, b) = ("HGSSA100001", "HGIMB100002");
        await Visit(a, 3);
        await Tell(b, 1, a);
        await Finish();
        await Visit(a, 4);
        Assert.Equal([(a, b, 3), (a, b, 4)], await Visits(a, b));
        Assert.Equal(7, await Total(b));
        var done = Assert.Single(await Changes(a));
        Assert.Equal((b, true), (done.Current, done.FinishedAt is not null));
        Assert.True(done.Moved > 0);
        Assert.Equal(
            1, await gamma.Host.Db<GammaDb,
            int>(db => db.AuditTrail.CountAsync(x => x.Action == "facility.code-followed" && x.Document == a)));
    }

    [Fact]
    public async Task Two_codes_become_one_and_a_chain_ends_at_its_end()
    {
        var (a, b, c, d) = ("HGSSA110001", "HGSSA110002", "HGIMB110003", "HGIMB110004");
        await Visit(a, 1);
        await Visit(b, 2);
        await Visit(c, 4);
        await Tell(c, 1, a, b);
        await Finish();
        Assert.Equal(7, await Total(c));
        await Tell(d, 1, c);
        await Finish();
        Assert.Equal((7, 0), (await Total(d), await Total(c)));
        Assert.Equal([(c, d, 4), (a, d, 1), (b, d, 2)], await Visits(a, b, c));
    }

    [Fact]
    public async Task A_change_that_the_catalogue_takes_back_gives_each_its_own_rows_again()
    {
        var (a, b) = ("HGSSA120001", "HGIMB120002");
        await Visit(a, 1);
        await Visit(b, 2);
        await Tell(b, 1, a);
        await Finish();
        await Tell(b, 2);
        await Finish();
        Assert.Equal([(b, b, 2), (a, a, 1)], await Visits(a, b));
        Assert.Equal((1, 2), (await Total(a), await Total(b)));
    }

    [Fact]
    public async Task A_version_that_comes_late_changes_nothing()
    {
        var (a, b) = ("HGSSA130001", "HGIMB130002");
        await Visit(a, 1);
        await Tell(b, 2);
        await Tell(b, 1, a);
        await Finish();
        Assert.Equal([(a, a, 1)], await Visits(a));
    }

    [Fact]
    public async Task Thousands_of_rows_move_in_small_transactions_and_go_on_after_each()
    {
        var (a, b) = ("HGSSA140001", "HGIMB140002");
        await gamma.Host.Db<GammaDb, int>(async db =>
        {
            for (var i = 0; i < 1_700; i++)
                db.Visits.Add(Visit(a, a, 1));
            return await db.SaveChangesAsync();
        });
        await Tell(b, 1, a);
        await Finish();
        Assert.Equal(1_700, await gamma.Host.Db<GammaDb, int>(db => db.Visits.CountAsync(x => x.Facility == b)));
        Assert.Equal(1_700, await Total(b));
    }

    [Fact]
    public async Task A_row_that_was_being_written_meanwhile_is_found_by_a_later_sweep()
    {
        var (a, b) = ("HGSSA150001", "HGIMB150002");
        await using var host = await ServiceHost.Start(
            [new GammaService()], relay: true, configure: x =>
            x.Services.AddHostedService(services => services.GetRequiredService<FollowCodeChanges>()));
        await Visit(a, 1, host);
        await Tell(host, b, 1, a);
        await Until(host, async () => await host.Db<GammaDb, bool>(db => db.CodeChanges.AnyAsync(x => x.Stated == a && x.Sweeps >= 1)));
        await host.Db<GammaDb, int>(db =>
        {
            db.Visits.Add(Visit(a, a, 2));
            return db.SaveChangesAsync();
        });
        await Until(
            host, async () => await host.Db<GammaDb, bool>(db => db.CodeChanges.AnyAsync(x => x.Stated == a && x.FinishedAt != null)));
        Assert.Equal(3, await host.Db<GammaDb, int>(db => db.Visits.Where(x => x.Facility == b).SumAsync(x => x.Pieces)));
    }

    [Fact]
    public async Task What_one_follower_cannot_take_is_said_and_tried_again()
    {
        var (a, b) = ("HGSSA160001", "HGIMB160002");
        await using var host = await ServiceHost.Start(new GammaService());
        host.Services.GetRequiredService<Trouble>().Fail("totals", 1);
        await Visit(a, 1, host);
        await Tell(host, b, 1, a);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Services.GetRequiredService<FollowCodeChanges>().Finish());
        var seen = (await host.As(Roles.Operator).Get("/gamma/ops/code-changes?open=true")).Json.GetProperty("items")[0];
        Assert.Equal(
            ("postponed", a, b),
            (seen.GetProperty("status").GetString(), seen.GetProperty("stated").GetString(), seen.GetProperty("current").GetString()));
        Assert.StartsWith("FollowTotals: ", seen.GetProperty("note").GetString(), StringComparison.Ordinal);
        await host.Services.GetRequiredService<FollowCodeChanges>().Finish();
        Assert.Equal(
            "finished",
            (await host.As(Roles.Operator).Get("/gamma/ops/code-changes")).Json.GetProperty("items")[0].GetProperty("status").GetString());
        var again = await host.As(Roles.Operator).Post($"/gamma/ops/code-changes/{a}/run");
        Assert.Equal((200, "moving"), (again.Status, again.Json.GetProperty("status").GetString()));
        Assert.Equal(404, (await host.As(Roles.Operator).Post($"/gamma/ops/code-changes/{b}/run")).Status);
    }

    [Fact]
    public async Task A_token_with_a_former_code_is_the_new_facilitys()
    {
        var (a, b) = ("HGSSA170001", "HGIMB170002");
        await Visit(a, 1);
        await Tell(b, 1, a);
        await Finish();
        foreach (var code in (string[])[a, b])
        {
            var seen = (await gamma.Host.As(Roles.Pharmacy, facility: code).Get("/gamma/Facility/central/pharmacy"))
                .Read<GammaService.Seen>();
            Assert.Equal([b], seen.Facilities);
            Assert.Equal([b], seen.MayActFor);
        }
    }

    /// <summary>
    /// Each code is taken over by one of a few others, with or without the codes that those had, in any order and more than once.
    /// </summary>
    [Fact]
    public async Task In_whatever_order_versions_and_rows_arrive_the_end_is_the_same() => await CheckAll(async seed =>
    {
        var random = new Random(seed);
        string[] codes = [.. Enumerable.Range(0, 6).Select(i => $"HGIMB{seed % 10_000:0000}{i:00}")];
        var told = codes.SelectMany((code, i) => Enumerable.Range(1, 1 + random.Next(3)).Select(version =>
            (Code: code, Version: version, Predecessors: codes.Where(x => x != code && random.Next(4) == 0).ToArray(),
                At: start.AddMinutes(random.Next(1000))))).ToArray();
        var latest = told.GroupBy(x => x.Code).Select(x => x.MaxBy(v => v.Version));
        var ends = CodeChains.Ends(
            latest.SelectMany(
                x => x.Predecessors.Select(
                    p => new PredecessorLink { Code = p, Facility = x.Code, Version = x.Version, RecordedAt = x.At })));
        random.Shuffle(told);
        foreach (var (code, version, predecessors, at) in told)
        {
            if (random.Next(2) == 0)
                await Visit(codes[random.Next(6)], 1);
            await Tell(gamma.Host, code, version, at, predecessors);
            if (random.Next(3) == 0)
                await Finish();
        }
        await Finish();
        foreach (var (stated, facility, _) in await Visits(codes))
            Assert.Equal(ends.GetValueOrDefault(stated, stated), facility);
        foreach (var total in await gamma.Host.Db<GammaDb, List<Total>>(db => db.Totals.AsNoTracking().ToListAsync()))
            Assert.Equal(
                await gamma.Host.Db<GammaDb, int>(db => db.Visits.Where(x => x.Facility == total.Facility).SumAsync(x => x.Pieces)),
                total.Pieces);
    });

    private static async Task CheckAll(Func<int, Task> holds)
    {
        foreach (var seed in Enumerable.Range(1, 10).Select(_ => Random.Shared.Next(10_000)).Distinct())
            await holds(seed);
    }

    private async Task Visit(string stated, int pieces, ServiceHost? host = null) => await (host ?? gamma.Host).Db<GammaDb, int>(async db =>
    {
        var current = (await db.Resolve(FacilityCode.Stored(stated), default)).Value;
        db.Visits.Add(Visit(stated, current, pieces));
        await db.SaveChangesAsync();
        await db.Count(current, default);
        return await db.SaveChangesAsync();
    });

    private static Visit Visit(string stated, string current, int pieces) =>
        new() { Id = Guid.CreateVersion7(), Stated = stated, Facility = current, State = FacilityCode.Stored(current).State.Code,
            Pieces = pieces };

    private Task Tell(string code, int version, params string[] predecessors) => Tell(gamma.Host, code, version, predecessors);

    private static Task Tell(ServiceHost host, string code, int version, params string[] predecessors) =>
        Tell(host, code, version, start.AddMinutes(version), predecessors);

    private static Task Tell(ServiceHost host, string code, int version, DateTimeOffset at, string[] predecessors) =>
        host.Deliver(new FacilityPublished(
        code, version, at, at, DateOnly.FromDateTime(at.UtcDateTime), new DateOnly(2020, 1, 1), "Unidad", "13", "healthUnit",
            "America/Mexico_City", Predecessors: predecessors));

    private Task Finish() => gamma.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();

    private async Task<(string, string, int)[]> Visits(params string[] stated) =>
        await gamma.Host.Db<GammaDb, (string, string, int)[]>(async db =>
        [.. (await db.Visits.AsNoTracking().Where(x => stated.Contains(x.Stated)).OrderBy(x => x.Stated).ThenBy(x => x.Pieces)
            .ToListAsync()).Select(x => (x.Stated, x.Facility, x.Pieces))]);

    private Task<int> Total(string facility) =>
        gamma.Host.Db<GammaDb, int>(db => db.Totals.Where(x => x.Facility == facility).SumAsync(x => x.Pieces));

    private Task<List<CodeChange>> Changes(string stated) =>
        gamma.Host.Db<GammaDb, List<CodeChange>>(db => db.CodeChanges.AsNoTracking().Where(x => x.Stated == stated).ToListAsync());

    private static async Task Until(ServiceHost host, Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
                Assert.Fail("Waited in vain.");
            host.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
