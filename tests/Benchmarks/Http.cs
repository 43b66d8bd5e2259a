using System.Collections.Concurrent;

namespace Supply.Benchmarks;

/// <summary>Receipts, shipments and receptions of five lines over HTTP, through the gateway.</summary>
internal static class Http
{
    private const int Lines = 5;
    private const int Pieces = 10;

    public static async Task<int> Run(bool quick)
    {
        var count = quick ? 200 : 2_000;
        var system = new RunningSystem();
        using var api = new Api(system.Address);
        var (network, load, random) = (new Network(quick ? 20 : 100, 150), new Load(system), new Random(8));
        var stock = await network.Prepare(system, api, withWarehouses: true);
        foreach (var warehouse in network.Warehouses)
            await api.Know("warehouse", warehouse);
        var shipped = new ConcurrentQueue<(Guid Id, string To, List<string> Claves)>();

        await Receipts(50);
        await Shipments(50);
        await Receptions();
        await system.Quiet(TimeSpan.FromMinutes(5));
        await load.MeasureIdle();

        await load.Run("receipt of 5 lines", () => Receipts(count), OnHand);
        await load.Run("shipment of 5 lines", () => Shipments(count), OnHand);
        await load.Run("reception of 5 lines", Receptions, OnHand);
        load.Print("documents");
        await system.Verify(api);
        return 0;

        Task<int> Receipts(int number) => Load.Each(number, async i =>
        {
            var warehouse = network.Warehouses[i % network.Warehouses.Length];
            await api.Put("warehouse", warehouse, $"/inventory/receipts/{Guid.CreateVersion7()}",
                network.Receipt(warehouse, Some(), $"R{i}", network.Today.AddDays(-3), Pieces));
            Interlocked.Add(ref stock, Lines * Pieces);
        });

        Task<int> Shipments(int number) => Load.Each(number, async i =>
        {
            var (id, to, claves) = (Guid.CreateVersion7(), network.Facilities[i % network.Facilities.Length], Some());
            var from = Network.WarehouseOf(to);
            await api.Put("warehouse", from, $"/inventory/shipments/{id}",
                new
                {
                    from, to, dispatchedAt = Network.Noon(network.Today.AddDays(-2)),
                    lines = claves.Select(x => new { clave = x, quantity = Pieces }),
                });
            Interlocked.Add(ref stock, -Lines * Pieces);
            shipped.Enqueue((id, to, claves));
        });

        Task<int> Receptions() => Load.Each(shipped.Count, async _ =>
        {
            shipped.TryDequeue(out var x);
            await api.Put("pharmacy", x.To, $"/inventory/shipments/{x.Id}/receptions/{Guid.CreateVersion7()}", new
            {
                receivedOn = network.Today.AddDays(-1), receivedAt = Network.Noon(network.Today.AddDays(-1)),
                lines = x.Claves.Select(clave => new { clave, good = Pieces, damaged = 0, missing = 0 }),
            });
            Interlocked.Add(ref stock, Lines * Pieces);
        });

        List<string> Some()
        {
            lock (random)
                return [.. network.Distinct(random, Lines)];
        }

        async Task OnHand(TimeSpan limit)
        {
            if (await system.Ask<long>("inventory", "SELECT sum(on_hand)::bigint FROM balances") is var found && found != stock)
                throw new WrongEndException($"{found} pieces are on hand, not {stock}");
        }
    }
}
