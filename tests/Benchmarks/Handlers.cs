using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Contracts.PurchaseOrders;
using Supply.DemandPlanning;
using Supply.Indicators;
using Supply.Inventory;
using Supply.PurchaseOrders;

namespace Supply.Benchmarks;

/// <summary>
/// The services' own handlers, each for itself: from a full queue to the last committed effect, beside a bare MassTransit consumer of the
/// same messages that writes nothing, and one that adds a row for each.
/// </summary>
internal static class Handlers
{
    public static async Task<int> Run(string postgres, string rabbit, bool quick)
    {
        var (count, rounds) = quick ? (2_000, 1) : (10_000, 3);
        var network = new Network(quick ? 50 : 500, 150);
        await using var bare = await BareConsumer.Start(postgres, rabbit);
        var table = new List<string>();
        await Each<PrescriptionChanged>(new IndicatorsService(), "record-prescription", count, i => Messages.Prescription(network, i));
        await Each<PrescriptionChanged>(
            new InventoryService(), "post-prescription", count, i => Messages.Prescription(network, i), x => x.Stock(network));
        await Each<PrescriptionChanged>(new DemandPlanningService(), "count-prescription", count, i => Messages.Prescription(network, i));
        await Each<SupplyOrderChanged>(new IndicatorsService(), "record-order", count, i => Messages.Order(network, i));
        await Each<SupplyOrderChanged>(new InventoryService(), "keep-supply-order", count, i => Messages.Order(network, i));
        var orders = new List<(Guid, string, List<string>)>();
        await Each<ShipmentChanged>(
            new PurchaseOrdersService(), "apply-shipment", count / 5, i => Messages.Shipment(network, orders[i]),
            async x => orders = await x.Orders(network, (rounds + 1) * count / 5));
        Console.WriteLine($"""

            | handler | bare, messages/s | bare, adds a row | handler, median of {rounds} | of bare | of bare that adds a row | us CPU, bare | adds a row | handler |
            |---|---|---|---|---|---|---|---|---|
            """);
        table.ForEach(Console.WriteLine);
        return 0;

        async Task Each<T>(Platform.Hosting.SupplyService service, string handler, int number, Func<int, T> message,
            Func<ServiceConsumer, Task>? prepare = null) where T : class
        {
            await using var consumer = await ServiceConsumer.Start(service, handler, postgres, rabbit, network);
            if (prepare is not null)
                await prepare(consumer);
            var (nothing, row, real) = (new List<(double, double)>(), new List<(double, double)>(), new List<(double, double)>());
            var next = 0;
            var warm = Some(number / 4);
            await consumer.Take(warm);
            await bare.Take(warm, addsRow: false);
            await bare.Take(warm, addsRow: true);
            for (var round = 0; round < rounds; round++)
            {
                var messages = Some(number);
                nothing.Add(await bare.Take(messages, addsRow: false));
                row.Add(await bare.Take(messages, addsRow: true));
                real.Add(await consumer.Take(messages));
            }
            table.Add(
                $"| {consumer.Queue} | {Rate(nothing):F0} | {Rate(row):F0} "
                + $"| {Rate(real):F0} ({real.Min().Item1:F0} .. {real.Max().Item1:F0}) "
                + $"| {Rate(real) / Rate(nothing):F2} | {Rate(real) / Rate(row):F2} "
                + $"| {Cpu(nothing):F0} | {Cpu(row):F0} | {Cpu(real):F0} |");
            Console.WriteLine(table[^1]);

            List<T> Some(int some) => [.. Enumerable.Range(0, some).Select(_ => message(next++))];
        }
    }

    private static double Rate(List<(double Rate, double Cpu)> rounds) => rounds.Select(x => x.Rate).Order().ElementAt(rounds.Count / 2);

    private static double Cpu(List<(double Rate, double Cpu)> rounds) => rounds.Select(x => x.Cpu).Order().ElementAt(rounds.Count / 2);
}
