using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Dispensing;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Tests.Features;

/// <summary>Prescriptions that come together leave what they would have left one by one.</summary>
public sealed class PrescriptionGroupTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private ISubscription Handler => inventory.Host.Services.GetServices<ISubscription>()
        .Single(x => x.MessageType == typeof(PrescriptionChanged).FullName);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_group_leaves_what_its_messages_leave_one_by_one(int seed)
    {
        var (single, grouped) = (inventory.Facility(), inventory.Facility());
        foreach (var facility in (string[])[single, grouped])
            await inventory.Receive(
                facility, inventory.Now.AddDays(-9), InventoryHost.Goods("A", 60), InventoryHost.Goods("B", 25, "2026-12-31"));
        var random = new Random(seed);
        var history = History(single, random);
        foreach (var message in history)
            await inventory.Host.Deliver(message);
        for (var next = 0; next < history.Count;)
        {
            var size = random.Next(1, 40);
            var group = history.Skip(next).Take(size)
                .Select(x => ServiceHost.Envelope(x with { Facility = grouped, Id = Twin(x.Id) })).ToList();
            for (var times = 0; times < 2; times++)
                Assert.All(await Handler.Run(group, default), x => Assert.Null(x.Error));
            next += size;
        }
        Assert.Equal(await inventory.Stock(single), await inventory.Stock(grouped));
        Assert.Equal(await inventory.Discrepancy(single), await inventory.Discrepancy(grouped));
        Assert.Equal(
            (await Posted(single)).Select(x => (Twin(x.Document), x.Pieces)).Order(),
            (await Posted(grouped)).Select(x => (x.Document, x.Pieces)).Order());
        await inventory.Conserves();
    }

    [Fact]
    public async Task What_each_document_of_a_group_took_beyond_the_book_stands_beside_it()
    {
        var facility = inventory.Facility();
        await inventory.Receive(facility, inventory.Now.AddDays(-9), InventoryHost.Goods("A", 5));
        PrescriptionChanged[] group =
        [
            InventoryHost.Prescription(facility, inventory.Now.AddDays(-3), 5),
            InventoryHost.Prescription(facility, inventory.Now.AddDays(-2), 7),
            InventoryHost.Prescription(facility, inventory.Now.AddDays(-1), 2),
        ];
        await Handler.Run([.. group.Select(ServiceHost.Envelope)], default);
        Assert.Equal(
            [(group[1].Id, 7L), (group[2].Id, 2L)],
            (await inventory.Host.Db<InventoryDb, List<Movement>>(db => db.Movements.AsNoTracking()
                .Where(x => x.Facility == facility && x.Reason == Reason.Discrepancy).OrderByDescending(x => x.Quantity).ToListAsync()))
            .Select(x => (x.DocumentId, x.Quantity)));
        Assert.Equal(9, await inventory.Discrepancy(facility));
    }

    [Fact]
    public async Task Pairs_that_are_locked_together_are_locked_in_one_order_whatever_the_order_of_asking()
    {
        var facilities = Enumerable.Range(0, 30).Select(_ => inventory.Facility()).ToList();
        foreach (var facility in facilities)
            await inventory.Receive(facility, inventory.Now.AddDays(-2), InventoryHost.Goods("A", 5));
        var attempts = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(copy => Task.Run(async () =>
        {
            for (var i = 0; i < 15; i++)
                await inventory.Host.Db<InventoryDb, bool>(db => db.Write(async () =>
                {
                    Interlocked.Increment(ref attempts);
                    var asked = copy % 2 == 0 ? facilities : facilities.AsEnumerable().Reverse();
                    await (await Ledger.Open(db, asked.Select(x => (x, Claves.Paracetamol)), default)).Post(default);
                    return true;
                }, default));
        })));
        Assert.Equal(4 * 15, attempts); // a deadlock would have been tried again
    }

    private static Guid Twin(Guid id)
    {
        var bytes = id.ToByteArray();
        bytes[15] ^= 0xFF;
        return new(bytes);
    }

    private List<PrescriptionChanged> History(string facility, Random random)
    {
        var history = new List<PrescriptionChanged>();
        for (var i = 0; i < 70; i++)
        {
            if (i > 5 && random.Next(4) == 0)
            {
                var before = history[random.Next(history.Count)];
                var version = history.Where(x => x.Id == before.Id).Max(x => x.Version) + 1;
                var status = random.Next(2) == 0 ? "voided" : "recorded";
                history.Add(InventoryHost.Prescription(
                    facility, before.OccurredAt, random.Next(0, 9), Lot(random), version, status, before.Id));
            }
            else
                history.Add(InventoryHost.Prescription(
                    facility, inventory.Now.AddMinutes(-random.Next(1, 10_000)), random.Next(0, 9), Lot(random)));
        }
        return history;
    }

    private static string? Lot(Random random) => random.Next(3) switch { 0 => "A", 1 => "C", _ => null };

    private async Task<List<(Guid Document, long Pieces)>> Posted(string facility) =>
        (await inventory.Host.Db<InventoryDb, List<Movement>>(db => db.Movements.AsNoTracking()
            .Where(x => x.Facility == facility && x.Reason != Reason.Corrected && x.Reason != Reason.Discrepancy
                && x.Document == DocumentKind.Prescription).ToListAsync()))
        .GroupBy(x => x.DocumentId).Select(x => (x.Key, x.Sum(y => y.Quantity))).Where(x => x.Item2 != 0).ToList();
}
