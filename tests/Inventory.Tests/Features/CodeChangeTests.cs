using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.Inventory;
using Supply.Inventory.Features.CodeChanges;
using Supply.Inventory.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Inventory.Tests.Features;

/// <summary>A unit gets another code: all that it has, owes and waits for is the new code's, whichever came first.</summary>
public sealed class CodeChangeTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    private int version;

    private Task Publish(string code, params string[] predecessors) => inventory.Host.Deliver(new FacilityPublished(
        code, Interlocked.Increment(ref version), inventory.Now, inventory.Now.AddSeconds(version), new DateOnly(2026, 10, 15),
        new DateOnly(2020, 1, 1), "Unidad", "13", "healthUnit",
        "America/Mexico_City", Predecessors: predecessors));

    private async Task<List<JsonElement>> ToCount(string facility) =>
        [.. (await inventory.Central.Get($"/inventory/discrepancies?facility={facility}")).Json.GetProperty("items").EnumerateArray()];

    private Task Follow() => inventory.Host.Services.GetServices<FollowCodeChanges>().Single().Finish();

    [Fact]
    public async Task Everything_of_the_old_code_is_the_new_ones()
    {
        var (warehouse, old, unit) = (inventory.Facility("HG"), inventory.Facility("HG"), inventory.Facility("HG"));
        await inventory.Receive(warehouse, inventory.Now.AddDays(-5), InventoryHost.Goods("W", 100));
        await inventory.Receive(old, inventory.Now.AddDays(-5), InventoryHost.Goods("A", 50));
        var coming = await inventory.Ship(warehouse, old, 20, at: inventory.Now.AddDays(-1));
        var held = await inventory.Ship(old, warehouse, 30, hold: true);
        await Publish(unit, old);
        // Before the stock has followed: a count under the new code counts what there is, and the unit receives under its new code.
        Assert.Equal(
            201,
            (await inventory.Warehouse(unit).Put(
                $"/inventory/counts/{Guid.CreateVersion7()}",
                new { facility = unit, countedAt = inventory.Now, lines = new[] { InventoryHost.Goods("A", 48) } })).Status);
        Assert.Equal(201, (await inventory.Take(coming, unit, 5)).Status);
        await Follow();
        Assert.Equal(new() { ["A"] = 48, ["W"] = 5 }, await inventory.Stock(unit));
        Assert.Equal(await inventory.Stock(unit), await inventory.Stock(old));
        Assert.Equal(201, (await inventory.Take(coming, old, 5)).Status); // by a token that still has the old code
        var positions = (await inventory.Positions()).GroupBy(x => x.Facility).ToDictionary(x => x.Key, x => x.MaxBy(p => p.Version)!);
        Assert.Equal((58, 10), (positions[unit].Usable, positions[unit].InTransit));
        Assert.Equal((0, 0), (positions[old].Usable, positions[old].InTransit));
        Assert.Equal(
            (10, unit),
            await inventory.Warehouse(unit).Get($"/inventory/shipments/{coming.Json.GetProperty("id").GetGuid()}") is var seen
                ? (seen.Json.GetProperty("lines")[0].GetProperty("inTransit").GetInt32(), seen.Json.GetProperty("to").GetString())
                : default);
        Assert.Equal("inventory.insufficient-stock", (await inventory.Ship(unit, warehouse, 30)).Code); // 30 are set aside
        Assert.Equal(
            200, (await inventory.Warehouse(unit).Post($"/inventory/shipments/{held.Json.GetProperty("id").GetGuid()}/dispatch")).Status);
        Assert.Equal(28, (await inventory.Stock(unit)).Values.Sum());
        var ledger = await inventory.Host.Db<InventoryDb, List<Movement>>(db => db.Movements.Where(x => x.Facility == old).ToListAsync());
        Assert.Equal(0, ledger.Sum(x => x.Quantity));
        Assert.All(
            ledger.Where(x => x.Reason == Supply.Inventory.Domain.Reason.Recoded), x => Assert.Contains(ledger, y => y.Id == x.LinkedTo));
        await inventory.Conserves();
    }

    [Fact]
    public async Task A_unit_of_very_many_claves_is_moved_a_few_pairs_at_a_time()
    {
        var (old, unit) = (inventory.Facility("HG"), inventory.Facility("HG"));
        for (var i = 0; i < 12; i++)
            await inventory.Receive(old, inventory.Now.AddDays(-5), [.. Enumerable.Range(0, i == 7 ? 60 : 2)
                .Select(x => InventoryHost.Goods($"L{x}", 1, clave: $"010.000.{1000 + i}.00"))]);
        await Publish(unit, old);
        var batches = new List<int>();
        for (int moved; (moved = await inventory.Host.Db<InventoryDb, int>(db => db.Write(() =>
            new FollowStockFacts(db).Follow(FacilityCode.Stored(old), FacilityCode.Stored(unit), 500, default), default))) > 0;)
            batches.Add(moved);
        Assert.Equal((11 * 2) + 60, batches.Sum());
        Assert.Contains(60, batches); // one pair alone is more than a batch
        Assert.All(batches.Where(x => x != 60), x => Assert.InRange(x, 1, 10)); // five pairs of two facts
        Assert.Equal(
            82, await inventory.Host.Db<InventoryDb, long>(db => db.Pairs.Where(x => x.Facility == unit).SumAsync(x => x.Usable)));
        await inventory.Conserves();
    }

    [Fact]
    public async Task Of_two_stocks_that_were_counted_apart_and_became_one_a_person_is_asked_to_count_again()
    {
        var (one, two, unit) = (inventory.Facility(), inventory.Facility(), inventory.Facility());
        Task<Answer> Count(string facility, DateTimeOffset at, int pieces) => inventory.Warehouse(facility).Put(
            $"/inventory/counts/{Guid.CreateVersion7()}",
            new { facility, countedAt = at, lines = new[] { InventoryHost.Goods("A", pieces) } });
        await inventory.Receive(one, inventory.Now.AddDays(-9), InventoryHost.Goods("A", 10));
        await inventory.Receive(two, inventory.Now.AddDays(-9), InventoryHost.Goods("A", 70));
        await Count(one, inventory.Now.AddDays(-3), 10);
        await Count(two, inventory.Now.AddDays(-2), 70);
        await Publish(unit, one, two);
        await Follow();
        await Follow();
        Assert.Equal(70, (await inventory.Stock(unit))["A"]); // as if the unit had been counted twice
        var row = Assert.Single(await ToCount(unit));
        Assert.Equal((0, Claves.Paracetamol), (row.GetProperty("discrepancy").GetInt32(), row.GetProperty("clave").GetString()));
        Assert.Contains("cuente de nuevo", row.GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.Equal(inventory.Now.AddDays(-2), row.GetProperty("countedApartAt").GetDateTimeOffset());
        var audit = Assert.Single(await inventory.Host.Db<InventoryDb, List<AuditRow>>(db =>
            db.AuditTrail.Where(x => x.Action == "stock.count-set-merged-balance" && x.Document == unit).ToListAsync()));
        Assert.Contains(Claves.Paracetamol, audit.Detail, StringComparison.Ordinal);
        Assert.Equal(201, (await Count(unit, inventory.Now, 80)).Status);
        Assert.Empty(await ToCount(unit));
    }

    [Fact]
    public async Task A_count_of_one_stock_alone_and_one_made_after_the_change_was_known_ask_for_nothing()
    {
        var (old, unit) = (inventory.Facility(), inventory.Facility());
        await inventory.Receive(old, inventory.Now.AddDays(-9), InventoryHost.Goods("A", 10));
        foreach (var code in (string[])[old, unit])
        {
            Assert.Equal(201, (await inventory.Warehouse(code).Put(
                $"/inventory/counts/{Guid.CreateVersion7()}",
                new
                {
                    facility = code, countedAt = inventory.Now.AddDays(code == old ? -3 : 0), lines = new[] { InventoryHost.Goods("A", 9) },
                })).Status);
            await Publish(unit, old);
        }
        await Follow();
        Assert.Empty(await ToCount(unit));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_history_in_which_codes_change_ends_as_if_the_last_code_had_been_used_from_the_beginning(int seed)
    {
        var ends = new List<string>();
        foreach (var changing in (bool[])[false, true])
        {
            var unit = new Unit(inventory.Facility(), inventory.Facility(), inventory.Facility(), inventory.Facility());
            var (warehouse, warehouseNow) = (inventory.Facility(), inventory.Facility());
            var (history, codes) = (Happenings(new Random(seed)), new Random(seed * 31));
            var links = changing ? new Queue<Func<Task>>(Changes(unit, warehouse, warehouseNow)) : [];
            if (!changing)
                foreach (var change in Changes(unit, warehouse, warehouseNow))
                    await change();
            var run = new Run(inventory, unit, changing ? warehouse : warehouseNow);
            foreach (var happens in history)
            {
                if (links.Count > 0 && codes.Next(8) == 0)
                {
                    await links.Dequeue()();
                    await (codes.Next(2) == 0 || links.Count == 4 /* the warehouse ships what it has */ ? Follow() : Task.CompletedTask);
                }
                await happens(run, changing ? unit.All[codes.Next(4)] : unit.Last);
            }
            while (links.TryDequeue(out var change))
                await change();
            await Follow();
            await inventory.Host.Run("inventory", "publish-stock-out-days");
            await inventory.Conserves();
            ends.Add($"{await End(unit.Last)} {await End(warehouseNow)}");
            foreach (var code in unit.All[..3])
                Assert.Equal(
                    0,
                    await inventory.Host.Db<InventoryDb, long>(db =>
                        db.Pairs.Where(x => x.Facility == code).SumAsync(x => x.InTransit + x.Discrepancy + x.Usable)));
        }
        Assert.Equal(ends[0], ends[1]);
    }

    private sealed record Unit(string First, string Second, string Middle, string Last)
    {
        public string[] All => [First, Second, Middle, Last];
    }

    // A chain First -> Middle -> Last, a second predecessor, one that is taken back and said again, and the warehouse's own.
    private List<Func<Task>> Changes(Unit unit, string warehouse, string warehouseNow) =>
    [
        () => Publish(unit.Middle, unit.First),
        () => Publish(warehouseNow, warehouse),
        () => Publish(unit.Last, unit.Second),
        () => Publish(unit.Last),
        () => Publish(unit.Last, unit.Middle),
        () => Publish(unit.Last, unit.Middle, unit.Second),
    ];

    private sealed class Run(InventoryHost inventory, Unit unit, string warehouse)
    {
        private readonly List<(Answer Shipment, string To)> open = [];
        private readonly List<(string Path, string Code)> receipts = [];

        public InventoryHost Inventory => inventory;
        public Unit Unit => unit;
        public string Warehouse => warehouse;
        public List<(Answer Shipment, string To)> Open => open;
        public List<(string Path, string Code)> Receipts => receipts;
    }

    private static List<Func<Run, string, Task>> Happenings(Random random)
    {
        var (list, start, shipped) = (new List<Func<Run, string, Task>>(), -20 * 24 * 60, 0);
        list.Add((run, _) =>
            Told(run.Inventory.Receive(run.Warehouse, run.Inventory.Now.AddDays(-30), InventoryHost.Goods("STORE", 5000))));
        for (var i = 0; i < 36; i++)
        {
            var (minutes, pieces, lot) = (random.Next(start, -60), random.Next(1, 15), $"L{random.Next(3)}");
            var nth = i;
            var expires = $"2027-0{1 + lot[1] - '0'}-15";
            DateTimeOffset At(Run run) => run.Inventory.Now.AddMinutes(minutes).AddTicks(nth * 10);
            switch (random.Next(9))
            {
                case 0 or 1:
                    list.Add(async (run, code) =>
                    {
                        var id = Guid.CreateVersion7();
                        await Told(run.Inventory.Receive(code, id, At(run), null, InventoryHost.Goods(lot, pieces * 2, expires)));
                        run.Receipts.Add(($"/inventory/receipts/{id}", code));
                    });
                    break;
                case 2:
                    list.Add((run, code) => Told(run.Inventory.Warehouse(code).Put(
                        $"/inventory/counts/{Guid.CreateVersion7()}",
                        new { facility = code, countedAt = At(run), lines = new[] { InventoryHost.Goods(lot, pieces, expires) } })));
                    break;
                case 3 or 4:
                    shipped++;
                    list.Add(async (run, code) =>
                    {
                        var shipment = await run.Inventory.Ship(run.Warehouse, code, pieces, at: At(run));
                        Assert.Equal((201, shipment.Text), (shipment.Status, shipment.Text));
                        run.Open.Add((shipment, code));
                    });
                    break;
                case 5 when shipped > 0:
                    shipped--;
                    list.Add(async (run, _) =>
                    {
                        var (shipment, to) = run.Open[0];
                        run.Open.RemoveAt(0);
                        var good = shipment.Json.GetProperty("lines")[0].GetProperty("quantity").GetInt32() / 2;
                        await Told(run.Inventory.Warehouse(to).Put(
                            $"/inventory/shipments/{shipment.Json.GetProperty("id").GetGuid()}/receptions/{Guid.CreateVersion7()}",
                            new
                            {
                                receivedOn = "2026-10-15",
                                receivedAt = run.Inventory.Now.AddMinutes(-50).AddTicks(nth * 10),
                                lines = new[] { new { clave = Claves.Paracetamol, good, damaged = 1, reason = "x" } }
                            }));
                    });
                    break;
                case 6:
                    list.Add(async (run, _) =>
                    {
                        if (run.Receipts.Count == 0)
                            return;
                        await Told(
                            run.Inventory
                                .Warehouse(run.Receipts[0].Code)
                                .Put(run.Receipts[0].Path + "/reversal", new { reason = "error" }));
                        run.Receipts.RemoveAt(0);
                    });
                    break;
                default:
                    list.Add((run, code) =>
                        run.Inventory.Host.Deliver(InventoryHost.Prescription(code, At(run), pieces, pieces % 3 == 0 ? lot : null)));
                    break;
            }
        }
        return list;

        static async Task Told(Task<Answer> put) =>
            Assert.Equal((201, ""), await put is var answer ? (answer.Status, answer.Status == 201 ? "" : answer.Text) : default);
    }

    private async Task<string> End(string facility)
    {
        var stock = string.Join(' ', (await inventory.Stock(facility)).OrderBy(x => x.Key).Select(x => $"{x.Key}={x.Value}"));
        var position = (await inventory.Positions()).Where(x => x.Facility == facility).MaxBy(x => x.Version)!;
        var days = (await inventory.Outgoing<StockOutDaysChanged>())
            .Where(x => x.Facility == facility)
            .GroupBy(x => x.Month)
            .OrderBy(x => x.Key)
            .Select(x => x.MaxBy(y => y.Version)!)
            .Where(x => x.Days.Count > 0 || x.ClosedEmpty)
            .Select(x => $"{x.Month}:{string.Join(',', x.Days)}:{x.ClosedEmpty}");
        return $"{stock} | {await inventory.Discrepancy(facility)} | {position.Usable} {position.InTransit} {position.KnownFrom} | "
            + string.Join(' ', days);
    }
}
