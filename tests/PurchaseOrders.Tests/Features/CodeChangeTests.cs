using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Inventory;
using Supply.Platform.Http;
using Supply.Platform.Reference;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Tests.Features;

/// <summary>Each history has units of its own: its number is in their codes.</summary>
public sealed class CodeChangeTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    private int facilityVersion;

    private Task Finish() => orders.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();

    private Task Publish(string code, params string[] predecessors)
    {
        var at = orders.Host.Clock.GetUtcNow().AddSeconds(++facilityVersion);
        return orders.Host.Deliver(new FacilityPublished(code, facilityVersion, at, at, new DateOnly(2026, 10, 15),
            new DateOnly(2020, 1, 1), code, "13",
            code.StartsWith("ALM", StringComparison.Ordinal) ? "stateWarehouse" : "healthUnit", "America/Mexico_City",
            UnitType: code.StartsWith("ALM", StringComparison.Ordinal) ? null : "CS", Buyer: OrdersHost.Buyer, Predecessors: predecessors));
    }

    [Fact]
    public async Task An_order_and_its_deliveries_are_the_units_under_whichever_code_they_were_heard()
    {
        var (a, b) = ("HGSSA700001", "HGIMB700002");
        await Publish(a);
        var byOld = await orders.Order(OrdersHost.ToWarehouse(10, a), approve: true);
        var ahead = await orders.Order(OrdersHost.ToWarehouse(10, a), approve: true);
        await orders.Host.Deliver(orders.Shipment(ahead, 10, 10, to: b)); // the warehouse knew of the new code before
        Assert.Equal(OrderStatus.Approved, (await orders.Get(ahead)).Status);

        await Publish(b, a);
        await orders.Host.Deliver(orders.Shipment(byOld, 10, 10, to: b));
        Assert.Equal(OrderStatus.Supplied, (await orders.Get(byOld)).Status); // before the rows have followed
        var unit = orders.Host.As(Roles.Pharmacy, facility: b);
        Assert.Equal(200, (await unit.Get($"/orders/supply-orders/{byOld}")).Status);
        await Finish();

        Assert.Equal((b, OrderStatus.Supplied), await orders.Get(ahead) is var moved ? (moved.Destination, moved.Status) : default);
        foreach (var code in (string[])[a, b])
            Assert.Equal(2, (await orders.Central.Get($"/orders/supply-orders?destination={code}"))
                .Read<Page<ListSupplyOrders.Item>>().Items.Count);
        Assert.Equal(2, (await unit.Get("/orders/supply-orders")).Read<Page<ListSupplyOrders.Item>>().Items.Count);

        await Publish(b); // the catalogue takes the change back
        await Finish();
        Assert.Equal((a, OrderStatus.Approved), await orders.Get(ahead) is var back ? (back.Destination, back.Status) : default);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Orders_that_have_not_followed_are_in_the_present_units_and_warehouses_lists(bool takenBack)
    {
        var (a, b, from, to) = takenBack
            ? ("HGSSA720001", "HGIMB720002", "ALM-13-73", "ALM-13-74")
            : ("HGSSA730001", "HGIMB730002", "ALM-13-71", "ALM-13-72");
        await Publish(a);
        await Publish(from);
        var id = await orders.Order(new
        {
            state = "13", issuedOn = "2026-10-15", source = new { kind = "warehouse", id = from }, destination = a,
            lines = new[] { new { clave = OrdersHost.Paracetamol, quantity = 10 } },
        });
        await Publish(b, a);
        await Publish(to, from);
        if (takenBack)
        {
            await Finish();
            await Publish(b);
            await Publish(to);
        }
        var (unit, warehouse) = takenBack ? (a, from) : (b, to);
        foreach (var (caller, filter) in new[]
        {
            (orders.Host.As(Roles.Pharmacy, facility: unit), ""),
            (orders.Host.As(Roles.Warehouse, facility: warehouse), ""),
            (orders.Central, $"?destination={unit}"),
        })
        {
            Assert.Equal(
                [id], (await caller.Get("/orders/supply-orders" + filter)).Read<Page<ListSupplyOrders.Item>>().Items.Select(x => x.Id));
            Assert.Equal(200, (await caller.Get($"/orders/supply-orders/{id}")).Status);
        }
        Assert.Empty((await orders.Host.As(Roles.Pharmacy, facility: OrdersHost.Unit).Get($"/orders/supply-orders?destination={unit}"))
            .Read<Page<ListSupplyOrders.Item>>().Items);
    }

    [Fact]
    public async Task An_order_that_is_sent_again_is_the_same_under_either_code()
    {
        var (a, b, other) = ("HGSSA710001", "HGIMB710002", "HGIMB710003");
        await Publish(a);
        await Publish(other);
        var id = await orders.Order(OrdersHost.ToWarehouse(10, a));
        await Publish(b, a);
        foreach (var finished in (bool[])[false, true])
        {
            foreach (var code in (string[])[a, b])
                Assert.Equal(200, (await orders.Issuer.Put($"/orders/supply-orders/{id}", OrdersHost.ToWarehouse(10, code))).Status);
            Assert.Equal(409, (await orders.Issuer.Put($"/orders/supply-orders/{id}", OrdersHost.ToWarehouse(10, other))).Status);
            Assert.Equal(409, (await orders.Issuer.Put($"/orders/supply-orders/{id}", OrdersHost.ToWarehouse(11, b))).Status);
            if (!finished)
                await Finish();
        }
    }

    /// <summary>
    /// Two units and a warehouse whose codes change at random moments, also to one, in a chain, and back and forth: orders, deliveries and
    /// positions end as if the last codes had been used from the beginning.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_history_with_changes_of_codes_ends_as_the_same_history_with_the_last_codes(int seed) =>
        Assert.Equal(await Play(seed, changes: false), await Play(seed, changes: true));

    private async Task<string> Play(int seed, bool changes)
    {
        var random = new Random(seed);
        var world = 400 + seed * 2 + (changes ? 1 : 0);
        string Code(string institution, int unit) => $"HG{institution}{world}{unit:000}";
        var (one, other, middle, last) = (Code("SSA", 1), Code("SSA", 2), Code("IMB", 3), Code("IMB", 4));
        var (oldWarehouse, warehouse) = ($"ALM-13-{world % 50 * 2 + 10:00}"[..9], $"ALM-13-{world % 50 * 2 + 11:00}"[..9]);
        // The codes that the units use at each moment: what came before a change, under the old one or already under the new.
        var merges = seed % 2 == 0;
        if (changes)
            foreach (var code in (string[])[one, other, oldWarehouse])
                await Publish(code);
        else
            foreach (var code in (string[])[last, warehouse, .. merges ? [] : (string[])[other]])
                await Publish(code);
        var script = new List<Func<Task>>
        {
            () => Publish(middle, one), () => Publish(last, middle), () => Publish(warehouse, oldWarehouse), () => Finish(), () =>
                Publish(middle), () => Publish(middle, one),
            () => Finish(),
        };
        if (merges)
            script.Add(() => Publish(last, middle, other));
        var turns = Enumerable.Range(0, script.Count).Select(_ => random.Next(0, 20)).Order().ToArray();
        var (nextChange, usesOther) = (0, merges ? last : other);
        var (ids, salts) = (Enumerable.Range(0, 4).Select(i => new Guid(world, 7, (short)i, new byte[8])).ToArray(), world);
        for (var step = 0; step < 20; step++)
        {
            while (nextChange < turns.Length && turns[nextChange] <= step)
            {
                if (changes)
                    await script[nextChange]();
                nextChange++;
            }
            var (n, kind, pick, pieces, which) = (random.Next(0, 4), random.Next(0, 4), random.Next(0, 3), random.Next(1, 8),
                random.Next(0, 2));
            var unit = changes ? which == 0 ? new[] { one, middle, last }[pick] : merges && pick == 2 ? last : other : which == 0 ? last
                : usesOther;
            var from = changes && pick == 0 ? oldWarehouse : warehouse;
            if (kind == 0 && !await orders.Host.Db<OrdersDb, bool>(db => db.Orders.AnyAsync(x => x.Id == ids[n])))
                await orders.Order(OrdersHost.ToWarehouse(10, Home(n)), approve: true, id: ids[n]);
            else if (kind <= 1)
                await orders.Host.Deliver(orders.Shipment(ids[n], pieces, pieces, id: new Guid(salts, 8, (short)step, new byte[8]),
                    to: unit) with { From = from });
            else if (kind == 2)
                await orders.Host.Deliver(orders.Receipt(ids[n], pieces, facility: unit, id: new Guid(salts, 9, (short)step, new byte[8])));
            else
                await orders.Host.Deliver(new StockPositionChanged(unit, OrdersHost.Paracetamol, step + 1, orders.Host.Clock.GetUtcNow(),
                    orders.Host.Clock.GetUtcNow(),
                    new DateOnly(2026, 10, 15), "13", 0, 0));

            string Home(int order) => order % 2 == 0 ? (changes ? one : last) : changes ? other : usesOther;
        }
        while (changes && nextChange < script.Count)
            await script[nextChange++]();
        await Finish();
        await orders.Host.Run("orders", "prioritise-orders");
        var ends = await orders.Host.Db<OrdersDb, string[]>(async db => await db.Orders.Where(x => ids.Contains(x.Id)).OrderBy(x => x.Id)
            .Select(x => $"{x.Status} {x.Destination} {x.SuppliedOn} {x.PriorityMonths} " + db.Lines.Where(l => l.OrderId == x.Id)
                .Select(l => $"{l.Good}/{l.InTransit}/{l.Shipped}/{l.Surplus}").Single())
            .ToArrayAsync());
        return string.Join('\n', ends).Replace($"{world}", "###", StringComparison.Ordinal);
    }
}
