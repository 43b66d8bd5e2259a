using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Supply.Catalog;
using Supply.DemandPlanning;
using Supply.Dispensing;
using Supply.Indicators;
using Supply.Inventory;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.PurchaseOrders;

namespace Supply.Grpc.Tests;

/// <summary>Six services with some weeks behind them, whose streams can be read at <see cref="Url"/>.</summary>
public sealed class World : IAsyncDisposable
{
    public const string Unit = "HGIMB990001";
    public const string Hospital = "HGIMB990002";
    public const string Warehouse = "ALM-13-01";
    public const string Medicine = "010.000.0104.00";

    public static readonly string Key = Convert.ToBase64String(Enumerable.Range(1, 32).Select(x => (byte)x).ToArray());

    private World(ServiceHost host, string url, bool postgres) => (Host, Url, Postgres) = (host, url, postgres);

    public ServiceHost Host { get; }
    public string Url { get; }
    public bool Postgres { get; }

    public static async Task<World> Start(bool postgres = false)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var host = await ServiceHost.Start(
            [new CatalogService(), new DemandPlanningService(), new PurchaseOrdersService(), new InventoryService(), new DispensingService(), new IndicatorsService()], postgres: postgres,
            configure: x => GrpcTransport.Add(x, "world"), settings: new Dictionary<string, string?> { ["Grpc:Url"] = url, ["Services:Key"] = Key });
        return new World(host, url, postgres);
    }

    /// <summary>A service with a database of its own that is empty unless one is given, and the world as its peers.</summary>
    public Task<ServiceHost> Empty(SupplyService service, TestDatabase? on = null, string? peers = null, Action<WebApplicationBuilder>? configure = null) => ServiceHost.Start(
        [service], Host.Clock.GetUtcNow(), relay: false, postgres: Postgres, embedded: false, fill: true, on: on,
        configure: x =>
        {
            GrpcTransport.Add(x, service.Name);
            configure?.Invoke(x);
        },
        settings: new Dictionary<string, string?>(((string[])["catalog", "planning", "orders", "inventory", "dispensing"]).Select(x => KeyValuePair.Create($"Peers:{x}", (string?)(peers ?? Url))))
        {
            ["Services:Key"] = Key,
        });

    /// <summary>Waits until the host says that it is ready.</summary>
    public static Task Ready(ServiceHost host) => Until(async () => (await host.WithoutToken().Get("/health/ready")).Status == 200, async () => (await host.WithoutToken().Get("/health/ready")).Text);

    public static async Task Until(Func<Task<bool>> holds, Func<Task<string>> what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began).TotalSeconds > 60)
                Assert.Fail("Waited in vain: " + await what());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async Task Populate()
    {
        var central = Host.As(Roles.Central);
        await Ok(central.PostText("/catalog/items/import", $"clave,descripcion\n{Medicine},Paracetamol. Tableta 500 mg.\n", "text/csv"));
        await Ok(central.Put($"/catalog/facilities/{Unit}", new { name = "Centro de Salud", state = "13", kind = "healthUnit", careLevel = 1 }));
        await Ok(central.Put($"/catalog/facilities/{Warehouse}", new { name = "Almacén Estatal", state = "13", kind = "stateWarehouse" }));
        await Host.Settle();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<Answer> Ok(Task<Answer> sent)
    {
        var answer = await sent;
        Assert.True(answer.Status is 200 or 201, answer.ToString());
        return answer;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
