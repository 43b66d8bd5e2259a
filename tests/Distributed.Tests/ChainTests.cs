using System.Globalization;
using System.Text.Json;

namespace Supply.Distributed.Tests;

/// <summary>The main job once through, over the gateway, RabbitMQ and PostgreSQL, while services die.</summary>
public sealed class ChainTests
{
    private const string Unit = "HGIMB990001";
    private const string Warehouse = "ALM-13-01";
    private const string Medicine = "010.000.0104.00";

    [Fact]
    public async Task From_catalogue_to_fill_rate_with_a_service_killed_at_each_step()
    {
        Assert.SkipWhen(SupplyProcesses.Missing is not null, SupplyProcesses.Missing ?? "");
        await using var supply = await SupplyProcesses.Start();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        var (central, state) = (await As(supply, "central"), await As(supply, "state", "13", name: "coordinación"));
        var (warehouse, pharmacy) = (await As(supply, "warehouse", facility: Warehouse), await As(supply, "pharmacy", facility: Unit));
        var (auditor, @operator) = (await As(supply, "auditor"), await As(supply, "operator"));

        await Ok(central.PostText("/catalog/items/import", $"clave,descripcion\n{Medicine},Paracetamol. Tableta 500 mg.\n", "text/csv"));
        await Ok(central.Put($"/catalog/facilities/{Warehouse}", new { name = "Almacén Estatal", state = "13", kind = "stateWarehouse" }));
        await Ok(central.Put($"/catalog/facilities/{Unit}", new { name = "Centro de Salud", state = "13", kind = "healthUnit", careLevel = 1 }));
        await supply.KillAndRestart("catalog");

        await Ok(warehouse.Put($"/inventory/receipts/{Id()}", new
        {
            facility = Warehouse, supplier = "PROVEEDOR", receivedOn = today,
            lines = (object[])[new { clave = Medicine, lot = "L1", expiresOn = today.AddYears(1), quantity = 100 }],
        }));
        var order = Id();
        await Ok(state.Put($"/orders/supply-orders/{order}", new
        {
            state = "13", issuedOn = today, source = new { kind = "warehouse", id = Warehouse }, destination = Unit, promisedOn = today.AddDays(5), lines = (object[])[new { clave = Medicine, quantity = 60 }],
        }));
        await Ok(central.Post($"/orders/supply-orders/{order}/approve", new { }));
        await supply.KillAndRestart("orders");
        var shipment = Id();
        await Ok(warehouse.Put($"/inventory/shipments/{shipment}", new { from = Warehouse, to = Unit, supplyOrder = order, lines = (object[])[new { clave = Medicine, quantity = 60 }] }));
        await Ok(pharmacy.Put($"/inventory/shipments/{shipment}/receptions/{Id()}", new { receivedOn = today, lines = (object[])[new { clave = Medicine, lot = "L1", good = 60, damaged = 0, missing = 0 }] }));
        await supply.KillAndRestart("inventory");

        foreach (var dispensed in (int[])[3, 3, 1])
            await Ok(pharmacy.Put($"/dispensing/prescriptions/{Id()}", new
            {
                facility = Unit, folio = Id().ToString(), prescribedOn = today, lines = (object[])[new { line = 1, clave = Medicine, prescribed = 3, dispensed, reason = dispensed < 3 ? "insufficientStock" : null }],
            }));
        await supply.KillAndRestart("dispensing");
        await supply.KillAndRestart("indicators");
        await supply.KillAndRestart("planning");

        await SupplyProcesses.Until(async () => await OnHand(auditor) == 53, "60 received less 7 dispensed are on hand");
        await SupplyProcesses.Until(async () => (await auditor.Get($"/orders/supply-orders/{order}")).Json.GetProperty("status").GetString() == "supplied", "the order is supplied");
        var year = today.Year.ToString(CultureInfo.InvariantCulture);
        await SupplyProcesses.Until(async () =>
        {
            await @operator.Post("/indicators/ops/jobs/refresh-figures/run");
            return await Figure(auditor, "ind-b", year) == (2, 3) && await Figure(auditor, "ind-a", year) == (1, 1);
        }, "two of three prescriptions and the one order are filled");
        Assert.Equal(0, (await auditor.Get("/inventory/conservation")).Json.GetProperty("differences").GetInt32());
        foreach (var service in (string[])["catalog", "planning", "orders", "inventory", "dispensing", "indicators"])
            Assert.Empty((await @operator.Get($"/{service}/ops/messages/parked")).Json.GetProperty("items").EnumerateArray());
    }

    private static Guid Id() => Guid.CreateVersion7();

    private static async Task<TestCaller> As(SupplyProcesses supply, string role, string? state = null, string? facility = null, string? name = null)
    {
        var token = (await new TestCaller(supply.Http, null).Post("/dev/token", new { role, state, facility, name = name ?? role })).Json;
        return new TestCaller(supply.Http, token.GetProperty("access_token").GetString());
    }

    private static async Task Ok(Task<Answer> sent)
    {
        var answer = await sent;
        Assert.True(answer.Status is 200 or 201, answer.ToString());
    }

    private static async Task<long> OnHand(TestCaller auditor)
    {
        var stock = await auditor.Get($"/inventory/stock?facility={Unit}&clave={Medicine}");
        return stock.Status == 200 ? stock.Json.GetProperty("items").EnumerateArray().Sum(x => x.GetProperty("onHand").GetInt64()) : -1;
    }

    private static async Task<(long, long)> Figure(TestCaller auditor, string indicator, string period)
    {
        var answer = await auditor.Get($"/indicators/{indicator}?period={period}&level=nation");
        if (answer.Status != 200)
            return default;
        return (Number(answer.Json, "numerator"), Number(answer.Json, "denominator"));
    }

    private static long Number(JsonElement figure, string member) => figure.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;
}
