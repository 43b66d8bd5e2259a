using System.Text.Json;
using Supply.Platform.Http;

namespace Supply.Inventory.Tests.Features;

public sealed class RecallListTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Fact]
    public async Task A_recall_shows_what_it_set_apart_at_each_facility_and_what_its_lifting_gave_back()
    {
        var (here, far, none) = (inventory.Facility(), inventory.Facility("QR"), inventory.Facility());
        var lot = $"L{Guid.CreateVersion7():N}"[..30].ToUpperInvariant();
        await inventory.Receive(here, null, InventoryHost.Goods(lot, 10));
        await inventory.Receive(far, null, InventoryHost.Goods(lot, 3));
        await inventory.Receive(none, null, InventoryHost.Goods("OTHER", 3));
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = Guid.CreateVersion7();
        Assert.Equal(201, (await inventory.Central.Put(
            $"/inventory/recalls/{id}", new { clave = Claves.Paracetamol, lot, reason = "color" })).Status);
        await inventory.Receive(here, null, InventoryHost.Goods(lot, 5)); // comes in later

        Assert.Equal([(here, 15, 0), (far, 3, 0)], await Apart(inventory.Central));
        Assert.Equal([(here, 15, 0)], await Apart(inventory.Warehouse(here)));
        Assert.Equal([(far, 3, 0)], await Apart(inventory.Host.As(Roles.State, state: "23")));
        Assert.Empty(await Apart(inventory.Warehouse(none)));
        Assert.Equal([(here, 15, 0)], await Apart(inventory.Central, "?limit=1"));
        Assert.Equal((2, 18, "recalled"), Sums(await Row(inventory.Central)));
        Assert.Equal((1, 15, "recalled"), Sums(await Row(inventory.Warehouse(here))));
        Assert.Equal((0, 0, "recalled"), Sums(await Row(inventory.Warehouse(none))));

        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await inventory.Host.Deliver(InventoryHost.Prescription(here, inventory.Now, 4, lot)); // though it is set apart
        inventory.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await inventory.Central.Put($"/inventory/recalls/{id}/reversal", new { reason = "era otro lote" })).Status);
        Assert.Equal([(here, 15, 11), (far, 3, 3)], await Apart(inventory.Central));
        Assert.Equal((2, 18, "lifted"), Sums(await Row(inventory.Central)));

        async Task<List<(string?, long, long)>> Apart(TestCaller caller, string query = "") =>
            [.. (await caller.Get($"/inventory/recalls/{id}/facilities{query}")).Json.GetProperty("items").EnumerateArray().Select(x =>
                (x.GetProperty("facility").GetString(), x.GetProperty("setApart").GetInt64(), x.GetProperty("givenBack").GetInt64()))];

        async Task<JsonElement> Row(TestCaller caller) =>
            Assert.Single((await caller.Get($"/inventory/recalls?lot={lot}")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Those_that_hold_at_a_facility_are_the_nations_its_states_and_its_own()
    {
        var (here, other) = (inventory.Facility("ZS"), inventory.Facility("ZS"));
        var lot = $"M{Guid.CreateVersion7():N}"[..30].ToUpperInvariant();
        var ids = new Dictionary<string, Guid>();
        foreach (var scope in (string?[])[null, "32", "23", here, other])
        {
            ids[scope ?? "nation"] = Guid.CreateVersion7();
            inventory.Host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(201, (await inventory.Central.Put(
                $"/inventory/recalls/{ids[scope ?? "nation"]}", new { clave = Claves.Paracetamol, lot, reason = "color", scope })).Status);
        }
        Assert.Equal([ids[here], ids["32"], ids["nation"]], await Ids($"facility={here}&lot={lot}"));
        Assert.Equal([ids[other], ids[here], ids["23"], ids["32"], ids["nation"]], await Ids($"clave={Claves.Paracetamol}&lot={lot}"));
        await inventory.Central.Put($"/inventory/recalls/{ids["23"]}/reversal", new { reason = "era otro" });
        Assert.Equal([ids["23"]], await Ids($"status=lifted&lot={lot}"));
        Assert.Equal(4, (await Ids($"status=recalled&lot={lot}")).Count);
        Assert.Equal("inventory.no-such-recall", (await inventory.Central.Get(
            $"/inventory/recalls/{Guid.CreateVersion7()}/facilities")).Code);

        async Task<List<Guid>> Ids(string filter) => [.. (await inventory.Host.As(Roles.Pharmacy, facility: here)
            .Get("/inventory/recalls?" + filter)).Json.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("id").GetGuid())];
    }

    private static (int Facilities, long Pieces, string? Status) Sums(JsonElement x) =>
        (x.GetProperty("facilities").GetInt32(), x.GetProperty("pieces").GetInt64(), x.GetProperty("status").GetString());
}
