namespace Supply.Inventory.Tests.Features;

/// <summary>The same things happen in three places and are told in three orders.</summary>
public sealed class OrderOfArrivalTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_end_is_the_same_in_three_orders_of_arrival(int seed)
    {
        var ends = new List<(long Discrepancy, string Stock)>();
        for (var order = 0; order < 3; order++)
        {
            var facility = inventory.Facility();
            var history = Happenings(new Random(seed), facility);
            if (order > 0)
                new Random(seed * 10 + order).Shuffle(history);
            foreach (var tell in history)
                await tell();
            await inventory.Conserves();
            ends.Add(
                (
                    await inventory.Discrepancy(facility),
                    string.Join(' ', (await inventory.Stock(facility)).OrderBy(x => x.Key).Select(x => $"{x.Key}={x.Value}"))));
        }
        Assert.Equal(ends[0], ends[1]);
        Assert.Equal(ends[0], ends[2]);
    }

    private Func<Task>[] Happenings(Random random, string facility)
    {
        var start = inventory.Now.AddDays(-20);
        var list = new List<Func<Task>>();
        for (var i = 0; i < 40; i++)
        {
            var (at, pieces, lot) = (start.AddMinutes(random.Next(1, 20 * 24 * 60)), random.Next(1, 15), $"L{random.Next(4)}");
            var expires = $"2027-0{1 + lot[1] - '0'}-15";
            switch (random.Next(8))
            {
                case 0 or 1: list.Add(Told(() => inventory.Receive(facility, at, InventoryHost.Goods(lot, pieces * 2, expires)))); break;
                case 2:
                    var count = new { facility, countedAt = at, lines = new[] { InventoryHost.Goods(lot, pieces, expires) } };
                    list.Add(Told(() => inventory.Warehouse(facility).Put($"/inventory/counts/{Guid.CreateVersion7()}", count)));
                    break;
                case 3: list.Add(() => inventory.Host.Deliver(InventoryHost.Prescription(facility, at, pieces, lot))); break;
                case 4: list.AddRange(Corrected(facility, at, pieces, lot, voided: i % 2 == 0)); break;
                default: list.Add(() => inventory.Host.Deliver(InventoryHost.Prescription(facility, at, pieces))); break;
            }
        }
        return [.. list];

        static Func<Task> Told(Func<Task<Answer>> put) => async () => Assert.Equal(201, (await put()).Status);
    }

    private IEnumerable<Func<Task>> Corrected(string facility, DateTimeOffset at, int pieces, string lot, bool voided)
    {
        var first = InventoryHost.Prescription(facility, at, pieces, lot);
        yield return () => inventory.Host.Deliver(first);
        yield return () =>
            inventory.Host.Deliver(
                InventoryHost.Prescription(facility, at.AddMinutes(5), pieces + 3, null, 2, voided ? "voided" : "recorded", first.Id));
    }
}
