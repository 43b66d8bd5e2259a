using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Messaging;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features.Facts;

/// <summary>
/// Messages that come together leave what they would have left one by one, and ask the database no more for many than for few.
/// </summary>
public sealed class GroupTests : IAsyncLifetime
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00";
    private static readonly DateOnly day = new(2026, 9, 25);

    private readonly StatementCounter counter = new();
    private ServiceHost host = null!;

    public async ValueTask InitializeAsync() => host = await ServiceHost.Start(
        [new DemandPlanningService()], new DateTimeOffset(2026, 11, 1, 18, 0, 0, TimeSpan.Zero),
        configure: x => x.Services.ConfigureDbContext<PlanningDb>(db => db.AddInterceptors(counter)));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_group_leaves_what_its_messages_leave_one_by_one(int seed)
    {
        var (single, grouped) = ("HGIMB000001", "HGIMB000002");
        var history = History(single, new Random(seed));
        foreach (var message in history)
            await Deliver([message]);
        var random = new Random(-seed);
        for (var next = 0; next < history.Count;)
        {
            var group = history.Skip(next).Take(random.Next(1, 30)).Select(x => Of(x, grouped)).ToList();
            await Deliver(group);
            await Deliver(group);
            next += group.Count;
        }
        var left = await Left(single);
        Assert.NotEmpty(left);
        Assert.Equal(left.Select(x => x.Replace(single, grouped, StringComparison.Ordinal)), await Left(grouped));
    }

    [Fact]
    public async Task A_large_group_asks_no_more_than_a_small_one()
    {
        var history = History("HGIMB000003", new Random(7));
        foreach (var kind in history.GroupBy(x => x.GetType()))
        {
            var few = await counter.Of(() => Deliver([.. kind.Take(4)]));
            Assert.Equal(few.Count, (await counter.Of(() => Deliver([.. kind.Skip(4)]))).Count);
        }
    }

    [Fact]
    public async Task A_message_that_cannot_be_harms_no_other_of_its_group()
    {
        const string Facility = "HGIMB000004";
        var impossible = Prescription(Facility, day, A, 1, 1, deliveries: [new(Guid.CreateVersion7(), At, new DateOnly(206, 1, 1), [])]);
        var (first, second) = (Prescription(Facility, day, A, 3, 3), Prescription(Facility, day, A, 4, 4));
        await Deliver([first, impossible, second]);
        Assert.Equal(7, await host.Db<PlanningDb, long>(db => db.PairMonths.Where(x => x.Facility == Facility).SumAsync(x => x.Dispensed)));
        Assert.Equal(1, await host.Db<PlanningDb, int>(db => db.Parked.CountAsync()));
    }

    /// <summary>In groups of one kind, each with ids of its own.</summary>
    private async Task Deliver(IReadOnlyList<object> messages)
    {
        foreach (var kind in messages.GroupBy(x => x.GetType()))
        {
            var subscription = host.Services.GetServices<ISubscription>().Single(x => x.MessageType == kind.Key.FullName);
            Envelope[] group = [.. kind.Select(x => x switch
            {
                PrescriptionChanged m => ServiceHost.Envelope(m),
                DailyReportMade m => ServiceHost.Envelope(m),
                StockOutDaysChanged m => ServiceHost.Envelope(m),
                _ => ServiceHost.Envelope((StockPositionChanged)x),
            })];
            Assert.All(await subscription.Run(group, default), x => Assert.Null(x.Error));
        }
    }

    private static List<object> History(string facility, Random random)
    {
        var history = new List<object>();
        var ids = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7()).ToArray();
        for (var i = 0; i < 150; i++)
        {
            var (clave, date, version) = (random.Next(2) == 0 ? A : B, day.AddDays(random.Next(0, 12)), i + 1);
            var document = random.Next(ids.Length);
            history.Add(random.Next(5) switch
            {
                0 => new DailyReportMade(facility, version, At, At, date, "13", random.Next(2) == 0),
                1 => new StockOutDaysChanged(facility, clave, $"2026-{date.Month:00}", version, At, At, date, [random.Next(1, 28)],
                    random.Next(2) == 0, day),
                2 => new StockPositionChanged(facility, clave, version, At, At, date, "13", random.Next(100), random.Next(9), day),
                _ => Prescription(
                    facility, date, clave, random.Next(1, 9), random.Next(0, 9), ids[document], version,
                    random.Next(4) == 0 ? "voided" : "recorded", unknown: random.Next(6) == 0 ? [A] : null,
                    deliveries: random.Next(3) == 0 ? [new(ids[document], At, date.AddDays(9), [new(1, random.Next(1, 4))])] : null),
            });
        }
        random.Shuffle(CollectionsMarshal.AsSpan(history)); // old versions come after new ones too
        return history;
    }

    private static object Of(object message, string facility) => message switch
    {
        PrescriptionChanged x => x with { Facility = facility, Id = Twin(x.Id) },
        DailyReportMade x => x with { Facility = facility },
        StockOutDaysChanged x => x with { Facility = facility },
        _ => (StockPositionChanged)message with { Facility = facility },
    };

    private static Guid Twin(Guid id)
    {
        var bytes = id.ToByteArray();
        bytes[15] ^= 0xFF;
        return new(bytes);
    }

    /// <summary>All that the service knows of the facility, but for how often it was told.</summary>
    private Task<List<string>> Left(string facility) => host.Db<PlanningDb, List<string>>(async db =>
    [
        .. (await db.PairMonths.AsNoTracking().Where(x => x.Facility == facility).ToListAsync()).Select(x =>
            $"{x.Facility} {x.CurrentFacility} {x.Clave} {x.Month} {x.Dispensed} {x.Prescribed} {x.Documents} {x.DispensedDays} "
            + System.Text.Encoding.UTF8.GetString(x.Days)).Order(StringComparer.Ordinal),
        .. (await db.FacilityMonths.AsNoTracking().Where(x => x.Facility == facility && x.Prescriptions + x.Statements > 0).ToListAsync())
            .Select(x => $"{x.Facility} {x.Month} {x.Prescriptions} {x.Statements}").Order(StringComparer.Ordinal),
        .. (await db.Reports.AsNoTracking().Where(x => x.Facility == facility).ToListAsync())
            .Select(x => $"{x.Facility} {x.Day} {x.Version} {x.Activity}").Order(StringComparer.Ordinal),
        .. (await db.StockMonths.AsNoTracking().Where(x => x.Facility == facility).ToListAsync())
            .Select(x => $"{x.Facility} {x.Clave} {x.Month} {x.Version} {x.EmptyDays} {x.ClosedEmpty}").Order(StringComparer.Ordinal),
        .. (await db.StockPositions.AsNoTracking().Where(x => x.Facility == facility).ToListAsync())
            .Select(x => $"{x.Facility} {x.Clave} {x.Version} {x.Usable} {x.InTransit}").Order(StringComparer.Ordinal),
    ]);
}
