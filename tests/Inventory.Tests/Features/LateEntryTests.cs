using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Tests.Features;

/// <summary>What is told late is replayed from the nearest checkpoint, and ends as if there were none.</summary>
public sealed class LateEntryTests : IAsyncLifetime
{
    private readonly RowsRead reads = new("stock_facts");
    private ServiceHost host = null!;

    public async ValueTask InitializeAsync() => host = await ServiceHost.Start(
        [new InventoryService()], configure: x => x.Services.ConfigureDbContext<InventoryDb>(db => db.AddInterceptors(reads)));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private DateTimeOffset Now => host.Clock.GetUtcNow();

    [Fact]
    public async Task Twice_as_many_late_entries_read_at_most_twice_as_many_facts()
    {
        var (few, many) = (await ReadFor("HGIMB000001", 1_000), await ReadFor("HGIMB000002", 2_000));
        Assert.InRange(few, 1, 5_000); // 10 groups
        Assert.InRange(many, few, few * 2 * 1.2);

        async Task<int> ReadFor(string facility, int late)
        {
            await Receive(facility, Now.AddDays(-9), 100_000);
            await host.Deliver(InventoryHost.Prescription(facility, Now, 1)); // all that follows lies before it
            var before = reads.Count;
            foreach (var group in Enumerable.Range(1, late).Chunk(100))
                await host.Db<InventoryDb, bool>(db => db.Write(async () =>
                {
                    var ledger = await Ledger.Open(db, [(facility, Claves.Paracetamol)], default);
                    foreach (var minute in group)
                        ledger[facility, Claves.Paracetamol].Add(Dispensed(facility, Now.AddDays(-8).AddMinutes(minute)));
                    await ledger.Post(default);
                    return true;
                }, default));
            Assert.Equal(100_000 - late - 1, await OnHand(facility));
            return reads.Count - before;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Without_its_checkpoints_a_pair_ends_the_same(int seed)
    {
        var ends = new List<(string Balances, long Discrepancy, string Documents)>();
        foreach (var facility in (string[])["HGIMB000003", "HGIMB000004"])
        {
            foreach (var tell in Happenings(facility, new Random(seed)))
            {
                await tell();
                if (facility == "HGIMB000004")
                    await host.Db<InventoryDb, int>(db => db.Checkpoints.Where(x => x.Facility == facility).ExecuteDeleteAsync());
            }
            ends.Add(await End(facility));
        }
        Assert.NotEqual(0, await host.Db<InventoryDb, int>(db => db.Checkpoints.CountAsync(x => x.Facility == "HGIMB000003")));
        Assert.Equal(ends[0], ends[1]);
    }

    [Fact]
    public async Task A_checkpoint_is_not_trusted_after_a_copy_that_knows_of_none_has_worked_on_the_pair()
    {
        const string facility = "HGIMB000005";
        await Receive(facility, Now.AddDays(-9), 10);
        await host.Deliver(InventoryHost.Prescription(facility, Now, 1));
        await host.Db<InventoryDb, int>(async db =>
        {
            db.Checkpoints.Add(new PairCheckpoint
            {
                Id = Guid.CreateVersion7(), Facility = facility, Clave = Claves.Paracetamol, At = Now.AddDays(-5),
                State = Platform.Messaging.MessageJson.Write(new Book().State()), // what it wrote lies before
            });
            (await db.Pairs.SingleAsync(x => x.Facility == facility)).Version++;
            return await db.SaveChangesAsync();
        });
        await host.Deliver(InventoryHost.Prescription(facility, Now.AddDays(-1), 2));
        Assert.Equal(7, await OnHand(facility));
        Assert.Equal(0, await host.Db<InventoryDb, int>(db => db.Checkpoints.CountAsync(x => x.Facility == facility)));
    }

    private Task<long> OnHand(string facility) =>
        host.Db<InventoryDb, long>(db => db.Balances.Where(x => x.Facility == facility).SumAsync(x => x.OnHand));

    private static StockFact Dispensed(string facility, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(), Facility = facility, Clave = Claves.Paracetamol, Document = DocumentKind.Prescription,
        DocumentId = Guid.CreateVersion7(), Line = 1, OccurredAt = at, LocalDate = DateOnly.FromDateTime(at.Date), Kind = FactKind.Out,
        Reason = Reason.Dispensed, Quantity = 1,
    };

    private async Task Receive(string facility, DateTimeOffset at, int pieces, string lot = "A", string expires = "2027-12-31") =>
        Assert.Equal(201, (await host.As("warehouse", facility: facility).Put($"/inventory/receipts/{Guid.CreateVersion7()}", new
        {
            facility, supplier = "Laboratorios", receivedOn = at.AddHours(-6).ToString("yyyy-MM-dd", null), receivedAt = at,
            lines = new[] { InventoryHost.Goods(lot, pieces, expires) },
        })).Status);

    private List<Func<Task>> Happenings(string facility, Random random)
    {
        var list = new List<Func<Task>>();
        for (var i = 0; i < 60; i++)
        {
            var (at, pieces, lot) = (Now.AddMinutes(-random.Next(1, 20 * 24 * 60)), random.Next(1, 15), $"L{random.Next(4)}");
            var expires = $"2027-0{1 + lot[1] - '0'}-15";
            list.Add(random.Next(6) switch
            {
                0 => () => Receive(facility, at, pieces * 2, lot, expires),
                1 => async () => Assert.Equal(201, (await host.As("warehouse", facility: facility).Put(
                    $"/inventory/counts/{Guid.CreateVersion7()}",
                    new { facility, countedAt = at, lines = new[] { InventoryHost.Goods(lot, pieces, expires) } })).Status),
                2 => () => host.Deliver(InventoryHost.Prescription(facility, at, pieces, lot)),
                3 => () => Corrected(facility, at, pieces, lot),
                _ => () => host.Deliver(InventoryHost.Prescription(facility, at, pieces)),
            });
        }
        return list;
    }

    private async Task Corrected(string facility, DateTimeOffset at, int pieces, string lot)
    {
        var first = InventoryHost.Prescription(facility, at, pieces, lot);
        await host.Deliver(first);
        await host.Deliver(InventoryHost.Prescription(
            facility, at.AddMinutes(5), pieces + 3, null, 2, pieces % 2 == 0 ? "voided" : "recorded", first.Id));
    }

    /// <summary>Balances, discrepancy, and what the documents posted in the order in which they were told.</summary>
    private Task<(string Balances, long Discrepancy, string Documents)> End(string facility) =>
        host.Db<InventoryDb, (string, long, string)>(async db =>
        {
            var balances = await db.Balances.AsNoTracking().Where(x => x.Facility == facility).ToListAsync();
            var movements = await db.Movements.AsNoTracking().Where(x => x.Facility == facility).OrderBy(x => x.Number).ToListAsync();
            return (
                string.Join(' ', balances.Select(x => $"{x.Holding}={x.OnHand}").Order(StringComparer.Ordinal)),
                (await db.Pairs.AsNoTracking().SingleAsync(x => x.Facility == facility)).Discrepancy,
                string.Join(' ', movements.Select(x => $"{x.Lot} {x.Reason} {x.Quantity}")));
        });
}
