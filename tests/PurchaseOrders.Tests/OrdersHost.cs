using Microsoft.AspNetCore.Builder;
using Supply.Contracts.Catalog;
using Supply.Contracts.Inventory;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Features.Awards;
using Supply.PurchaseOrders.Features.SupplyOrders;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Tests;

/// <summary>
/// A running PurchaseOrders whose catalogue knows two units of Hidalgo that one buyer buys for, a warehouse, and three claves.
/// Shared by the tests of a class; each test uses ids of its own.
/// </summary>
public sealed class OrdersHost : IAsyncLifetime
{
    public const string Buyer = "HIDALGO";
    public const string Unit = "HGIMB000011";
    public const string RuralUnit = "HGIMB000023";
    public const string Warehouse = "ALM-13-01";
    public const string Paracetamol = "010.000.0104.00";
    public const string Gauze = "060.345.3798";
    public const string Retired = "010.000.9999.00";
    public const string OutsideFormulary = "010.000.5555.00";

    public ServiceHost Host { get; private set; } = null!;

    public TestCaller Central => Host.As(Roles.Central);

    /// <summary>Issues the orders of the tests.</summary>
    public TestCaller Issuer => Host.As(Roles.State, state: "13", name: "emisora");

    public TestCaller Approver => Host.As(Roles.State, state: "13", name: "aprobador");

    public async ValueTask InitializeAsync() => await Start(null);

    /// <param name="configure">What a test has in place of the host's own or beside it.</param>
    public async Task Start(Action<WebApplicationBuilder>? configure)
    {
        Host = await ServiceHost.Start([new PurchaseOrdersService()], configure: configure);
        var now = Host.Clock.Now();
        var today = new DateOnly(2026, 10, 15);
        foreach (var (clave, active, ven) in ((string, bool, string?)[])[(Paracetamol, true, "V"), (Gauze, true, "N"),
            (Retired, false, null), (OutsideFormulary, true, "E")])
            await Host.Deliver(new ItemPublished(clave, 1, now, now, today, clave, "medicine", ven, active), times: 1);
        await Host.Deliver(new BuyerPublished(Buyer, 1, now, now, today, "Hidalgo", "state", "13", ["Estado de Hidalgo"]), times: 1);
        await Host.Deliver(new BuyerPublished("COLIMA", 1, now, now, today, "Colima", "state", "06"), times: 1);
        await Host.Deliver(new FormularyPublished("CS", 4, now, now, today, [Paracetamol, Gauze, Retired]), times: 1);
        foreach (var (code, kind, rural) in ((string, string, bool?)[])[(Unit, "healthUnit", false), (RuralUnit, "healthUnit", true),
            (Warehouse, "stateWarehouse", null)])
            await Host.Deliver(new FacilityPublished(code, 1, now, now, today, new DateOnly(2020, 1, 1), code, "13", kind,
                "America/Mexico_City",
                UnitType: kind == "healthUnit" ? "CS" : null, Rural: rural, Buyer: Buyer), times: 1);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public async Task<Guid> Award(long max = 1000, long min = 0, string clave = Paracetamol, string buyer = Buyer)
    {
        var id = Guid.CreateVersion7();
        var answer = await Central.Put($"/orders/awards/{id}", new
        {
            supplier = "Farmacéutica Uno", clave, from = "2026-01-01", to = "2026-12-31", unitPrice = 12.5m, fundingSource = "U013",
            buyers = new[] { new { buyer, min, max } },
        });
        Assert.Equal(201, answer.Status);
        return id;
    }

    public async Task<AwardBuyerView> AwardOf(Guid id) => (await Central.Get($"/orders/awards/{id}")).Read<AwardView>().Buyers.Single();

    public static object ToSupplier(Guid award, long quantity, string destination = Unit, string clave = Paracetamol,
        bool emergency = false, string? promisedOn = null) => new
    {
        state = "13", issuedOn = "2026-10-15", source = new { kind = "supplier", id = "FARMACÉUTICA UNO" }, destination, promisedOn,
        emergency, lines = new[] { new { clave, quantity, award } },
    };

    public static object ToWarehouse(long quantity, string destination = Unit, string clave = Paracetamol, string issuedOn = "2026-10-15",
        string? promisedOn = null, bool emergency = false) => new
    {
        state = "13", issuedOn, source = new { kind = "warehouse", id = Warehouse }, destination, promisedOn, emergency,
        lines = new[] { new { clave, quantity } },
    };

    /// <summary>Issues the order, approves it where asked for, and gives its id.</summary>
    public async Task<Guid> Order(object body, bool approve = false, Guid? id = null)
    {
        id ??= Guid.CreateVersion7();
        var issued = await Issuer.Put($"/orders/supply-orders/{id}", body);
        Assert.True(issued.Status == 201, issued.ToString());
        if (approve)
            Assert.Equal(200, (await Approver.Post($"/orders/supply-orders/{id}/approve")).Status);
        return id.Value;
    }

    public async Task<OrderView> Get(Guid id) => (await Central.Get($"/orders/supply-orders/{id}")).Read<OrderView>();

    public async Task<List<SupplyOrderChanged>> Published(Guid id) =>
        [.. (await Host.Outgoing<OrdersDb, SupplyOrderChanged>()).Where(x => x.Id == id).OrderBy(x => x.Version)];

    public Task<int> Orders(Guid id) =>
        Host.Db<OrdersDb, int>(db => Task.FromResult(db.Orders.Count(x => x.Id == id) + db.Lines.Count(x => x.OrderId == id)));

    public ShipmentChanged Shipment(Guid order, int shipped, int good, int damaged = 0, int resolved = 0, int version = 1, Guid? id = null,
        string receivedOn = "2026-10-20", string to = Unit, string clave = Paracetamol, int? usable = null)
    {
        var now = Host.Clock.Now();
        var transit = Math.Max(0, shipped - good - damaged - resolved);
        return new(id ?? Guid.CreateVersion7(), version, now, now, new DateOnly(2026, 10, 16), Warehouse, to, "13", order, transit == 0
            ? "received" : "dispatched",
            [new ShipmentLine(clave, "L1", new DateOnly(2028, 1, 31), null, shipped, good, damaged, transit, resolved, usable)],
            good + damaged == 0 ? null
                : [new ShipmentReception(Guid.CreateVersion7(), DateOnly.Parse(receivedOn, null),
                [new ReceptionLine(clave, good, damaged, 0, usable)])]);
    }

    public ReceiptRecorded Receipt(Guid order, int quantity, string condition = "usable", string on = "2026-10-20", string facility = Unit,
        string clave = Paracetamol, Guid? id = null, int version = 1)
    {
        var now = Host.Clock.Now();
        return new(id ?? Guid.CreateVersion7(), version, now, now, DateOnly.Parse(on, null), facility, "13", "FARMACÉUTICA UNO", order,
            null,
            [new ReceiptLine(1, clave, "L1", new DateOnly(2028, 1, 31), quantity, condition)]);
    }
}
