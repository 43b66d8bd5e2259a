using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Supply.Catalog;
using Supply.DemandPlanning;
using Supply.Dispensing;
using Supply.Indicators;
using Supply.Inventory;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders;

namespace Supply.Grpc.Tests;

/// <summary>Six services with some weeks behind them, whose streams can be read at <see cref="Url"/>.</summary>
public sealed class World : IAsyncDisposable
{
    public const string Unit = "HGIMB990001";
    public const string Hospital = "HGIMB990002";
    public const string Warehouse = "ALM-13-01";
    public const string Former = "HGIMB990009";
    public const string Medicine = "010.000.0104.00";
    public const string Other = "010.000.0101.00";
    public const string Buyer = "EF-13";

    public static readonly string Key = Convert.ToBase64String(Enumerable.Range(1, 32).Select(x => (byte)x).ToArray());

    private World(ServiceHost host, string url, bool postgres) => (Host, Url, Postgres) = (host, url, postgres);

    public ServiceHost Host { get; }
    public string Url { get; }
    public bool Postgres { get; }

    public static async Task<World> Start(bool postgres = false)
    {
        var url = $"http://127.0.0.1:{Ports.Free()}";
        var host = await ServiceHost.Start(
            [new CatalogService(), new DemandPlanningService(), new PurchaseOrdersService(), new InventoryService(),
                new DispensingService(), new IndicatorsService()], postgres: postgres,
            configure: x =>
            {
                GrpcTransport.Add(x, "world");
                x.Services.AddSingleton<Said>().AddSingleton<IDispatch>(y => y.GetRequiredService<Said>());
            }, settings: new Dictionary<string, string?> { ["Grpc:Url"] = url, ["Services:Key"] = Key });
        return new World(host, url, postgres);
    }

    /// <summary>A service with a database of its own that is empty unless one is given, and the world as its peers.</summary>
    public Task<ServiceHost> Empty(SupplyService service, TestDatabase? on = null, string? peers = null,
        Action<WebApplicationBuilder>? configure = null) => ServiceHost.Start(
        [service], Host.Clock.GetUtcNow(), relay: false, postgres: Postgres, embedded: false, fill: true, on: on,
        configure: x =>
        {
            GrpcTransport.Add(x, service.Name);
            configure?.Invoke(x);
        },
        settings: new Dictionary<string,
            string?>(((string[])["catalog", "planning", "orders", "inventory", "dispensing"])
            .Select(x => KeyValuePair.Create($"Peers:{x}", (string?)(peers ?? Url))))
        {
            ["Services:Key"] = Key,
        });

    /// <summary>Waits until the host says that it is ready.</summary>
    public static Task Ready(ServiceHost host) =>
        Until(async () => (await host.WithoutToken().Get("/health/ready")).Status == 200, async () =>
        (await host.WithoutToken().Get("/health/ready")).Text);

    public static async Task Until(Func<Task<bool>> holds, Func<Task<string>> what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience.Limit)
                Assert.Fail("Waited in vain: " + await what());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>Everything that the services have said so far, in its order.</summary>
    public Said Said => Host.Services.GetRequiredService<Said>();

    public Task<Answer> Import(string clave, string description) =>
        Ok(Host.As(Roles.Central).PostText("/catalog/items/import", $"clave,descripcion\n{clave},{description}\n", "text/csv"));

    public async Task Populate()
    {
        var (central, state) = (Host.As(Roles.Central), Host.As(Roles.State, "13", name: "coordinación"));
        var (warehouse, pharmacy, today) = (Host.As(Roles.Warehouse, facility: Warehouse), Host.As(Roles.Pharmacy, facility: Unit),
            new DateOnly(2026, 10, 15));
        await Import(Medicine, "Paracetamol. Tableta 500 mg.");
        await Import(Other, "Ácido acetilsalicílico. Tableta 500 mg.");
        await Import(Medicine, "Paracetamol. Tableta 500 mg. Envase con 10 tabletas."); // version 2
        var unit = await Ok(central.Put($"/catalog/facilities/{Unit}",
            new { name = "Centro de Salud", state = "13", kind = "healthUnit", careLevel = 1, unitType = "RURAL 1" }));
        await Ok(central.Put($"/catalog/facilities/{Unit}",
            new { name = "Centro de Salud Norte", state = "13", kind = "healthUnit", careLevel = 1, unitType = "RURAL 1",
            predecessors = (string[])[Former] }, unit.ETag));
        await Ok(central.Put($"/catalog/facilities/{Hospital}",
            new { name = "Hospital General", state = "13", kind = "hospital", careLevel = 2 }));
        await Ok(central.Put($"/catalog/facilities/{Warehouse}", new { name = "Almacén Estatal", state = "13", kind = "stateWarehouse" }));
        await Ok(central.Put("/catalog/formularies/RURAL 1", new { claves = (string[])[Medicine] }));
        await Host.Settle();

        await Ok(warehouse.Put($"/inventory/receipts/{Id()}",
            new { facility = Warehouse, supplier = "PROVEEDOR", receivedOn = today,
            lines = (object[])[new { clave = Medicine, lot = "L1", expiresOn = today.AddYears(1), quantity = 100 }] }));
        var order = Id();
        await Ok(state.Put($"/orders/supply-orders/{order}",
            new { state = "13", issuedOn = today, source = new { kind = "warehouse", id = Warehouse }, destination = Unit,
            promisedOn = today.AddDays(5), lines = (object[])[new { clave = Medicine, quantity = 60 }] }));
        await Ok(central.Post($"/orders/supply-orders/{order}/approve", new { }));
        await Host.Settle();
        var shipment = Id();
        await Ok(warehouse.Put($"/inventory/shipments/{shipment}",
            new { from = Warehouse, to = Unit, supplyOrder = order, lines = (object[])[new { clave = Medicine, quantity = 60 }] }));
        await Ok(pharmacy.Put($"/inventory/shipments/{shipment}/receptions/{Id()}",
            new { receivedOn = today, lines = (object[])[new { clave = Medicine, lot = "L1", good = 60, damaged = 0, missing = 0 }] }));
        await Ok(state.Put($"/orders/supply-orders/{Id()}",
            new { state = "13", issuedOn = today, source = new { kind = "warehouse", id = Warehouse }, destination = Hospital,
            promisedOn = today.AddDays(5), lines = (object[])[new { clave = Other, quantity = 10 }] }));

        foreach (var dispensed in (int[])[3, 3, 1])
            await Prescribe(pharmacy, dispensed, today);
        await Ok(pharmacy.Put($"/dispensing/prescriptions/{await Prescribe(pharmacy, 3, today)}/void",
            new { reason = "capturada dos veces" }));
        await Prescribe(pharmacy, 3, today.AddYears(-2)); // held: told to nobody
        var hospital = Host.As(Roles.Pharmacy, facility: Hospital); // its days end without a piece
        await Ok(hospital.Put($"/inventory/receipts/{Id()}",
            new { facility = Hospital, supplier = "PROVEEDOR", receivedOn = today.AddDays(-1),
            lines = (object[])[new { clave = Medicine, lot = "L2", expiresOn = today.AddYears(1), quantity = 3 }] }));
        await Prescribe(hospital, 3, today, unit: Hospital);
        await Ok(hospital.Put($"/dispensing/reports/{Hospital}/2026-10-14", new { activity = false }));
        await Ok(central.Put("/planning/demand/P27", new { from = "2027-01", months = 24 }));
        await Ok(central.Put($"/planning/demand/P27/consolidated/{Buyer}/{Medicine}", new { max = 2400 }));
        foreach (var side in (string[])["medical", "administrative"])
            await Ok(Host.As(Roles.Central, name: side).Post("/planning/demand/P27/approvals", new { side }));
        await Ok(central.Post("/planning/demand/P27/publish"));
        await Host.Settle();
        Host.Clock.Advance(TimeSpan.FromDays(2));
        await Host.Run("inventory", "publish-positions");
        await Host.Run("inventory", "publish-stock-out-days");
        await Host.Settle();
        await Host.Run("indicators", "refresh-figures");
    }

    public static async Task<Guid> Prescribe(TestCaller pharmacy, int dispensed, DateOnly on, string clave = Medicine, string unit = Unit)
    {
        var id = Id();
        await Ok(pharmacy.Put($"/dispensing/prescriptions/{id}", new
        {
            facility = unit, folio = id.ToString(), prescribedOn = on,
                presentedAt = new DateTimeOffset(on.ToDateTime(new TimeOnly(17, 0)), TimeSpan.Zero),
            lines = (object[])[new { line = 1, clave, prescribed = 3, dispensed, reason = dispensed < 3 ? "insufficientStock" : null }],
        }));
        return id;
    }

    public static Guid Id() => Guid.CreateVersion7();

    public static async Task<Answer> Ok(Task<Answer> sent)
    {
        var answer = await sent;
        Assert.True(answer.Status is 200 or 201, answer.ToString());
        return answer;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>Delivers within the process and remembers what it delivered.</summary>
public sealed class Said(IEnumerable<ISubscription> subscriptions, RetryPolicy retry, ILogger<EmbeddedDispatch> log) : IDispatch
{
    private readonly EmbeddedDispatch inner = new(subscriptions, retry, log);
    private readonly List<OutboxRow> rows = [];

    public IReadOnlyList<OutboxRow> Rows
    {
        get
        {
            lock (rows)
                return [.. rows];
        }
    }

    public Task<Dispatched> Deliver(IReadOnlyList<OutboxRow> rows, CancellationToken ct)
    {
        lock (this.rows)
            this.rows.AddRange(rows);
        return inner.Deliver(rows, ct);
    }
}
