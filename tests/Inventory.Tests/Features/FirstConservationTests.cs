using System.Text.Json;

namespace Supply.Inventory.Tests.Features;

/// <summary>A database of its own, in which nothing has been checked yet.</summary>
public sealed class FirstConservationTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Fact]
    public async Task Before_the_first_check_nothing_is_said_of_differences()
    {
        var before = (await inventory.Central.Get("/inventory/conservation")).Json;
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (KindOf(before, "asOf"), KindOf(before, "differences")));

        await inventory.Conserves();
        var after = (await inventory.Central.Get("/inventory/conservation")).Json;
        Assert.Equal((JsonValueKind.String, 0), (KindOf(after, "asOf"), after.GetProperty("differences").GetInt32()));
    }

    private static JsonValueKind KindOf(JsonElement answer, string member) =>
        answer.TryGetProperty(member, out var value) ? value.ValueKind : JsonValueKind.Null;
}
