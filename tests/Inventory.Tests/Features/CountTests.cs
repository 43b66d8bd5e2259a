namespace Supply.Inventory.Tests.Features;

public sealed class CountTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Theory]
    [InlineData("01", "02", "03")]
    [InlineData("13", "12", "11")]
    [InlineData("22", "23", "21")]
    public async Task Of_two_counts_at_one_moment_the_one_recorded_later_holds(params string[] ids)
    {
        var (facility, at) = (inventory.Facility(), inventory.Now.AddDays(-1));
        await inventory.Receive(facility, at.AddHours(-1), InventoryHost.Goods("L", 10));
        Assert.Equal((201, -3), await Count(ids[0], 7));
        Assert.Equal((201, 2), await Count(ids[1], 9));
        Assert.Equal((201, -4), await Count(ids[2], 5));
        Assert.Equal((200, 2), await Count(ids[1], 9));
        Assert.Equal(new() { ["L"] = 5 }, await inventory.Stock(facility));

        await inventory.Host.Deliver(InventoryHost.Prescription(facility, at.AddMinutes(-1), 3)); // they saw it
        Assert.Equal(new() { ["L"] = 5 }, await inventory.Stock(facility));
        Assert.Equal(201, (await inventory.Warehouse(facility).Put(Path(ids[2]) + "/reversal", new { reason = "otro estante" })).Status);
        Assert.Equal(new() { ["L"] = 9 }, await inventory.Stock(facility));
        Assert.Equal((201, -3), await Count(ids[2][..1] + "f", 6));
        Assert.Equal(new() { ["L"] = 6 }, await inventory.Stock(facility));
        await inventory.Conserves();

        async Task<(int, long)> Count(string id, int pieces)
        {
            var answer = await inventory.Warehouse(facility).Put(
                Path(id), new { facility, countedAt = at, lines = new[] { InventoryHost.Goods("L", pieces) } });
            Assert.True(answer.Status < 300, answer.ToString());
            Assert.Equal(at, answer.Json.GetProperty("countedAt").GetDateTimeOffset());
            return (answer.Status, answer.Json.GetProperty("lines")[0].GetProperty("difference").GetInt64());
        }

        static string Path(string id) => $"/inventory/counts/{id}000000-0000-7000-8000-000000000000";
    }

    [Theory]
    [InlineData("31", "32")]
    [InlineData("42", "41")]
    public async Task A_count_is_moved_only_for_the_claves_that_were_counted_at_its_moment(string first, string second)
    {
        var (facility, at) = (inventory.Facility(), inventory.Now.AddDays(-1));
        Task<Answer> Count(string id, params object[] lines) => inventory.Warehouse(facility).Put(
            $"/inventory/counts/{id}000000-0000-7000-8000-000000000000", new { facility, countedAt = at, lines });
        Assert.Equal(201, (await Count(first, InventoryHost.Goods("A", 4))).Status);
        var both = await Count(
            second, InventoryHost.Goods("A", 6), InventoryHost.Goods("B", 1), InventoryHost.Goods("C", 8, clave: "010.000.0103.00"));
        Assert.Equal([2, 1, 8], both.Json.GetProperty("lines").EnumerateArray().Select(x => x.GetProperty("difference").GetInt64()));
        Assert.Equal(new() { ["A"] = 6, ["B"] = 1, ["C"] = 8 }, await inventory.Stock(facility));
        await inventory.Conserves();
    }
}
