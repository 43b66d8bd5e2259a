using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Supply.EndToEnd;

/// <summary>What the system says against what the clients know they did. Each difference is one line of text.</summary>
public sealed class Reconciliation(RetryingClient client, ClientLedger ledger, IReadOnlyList<Act> acts)
{
    public static readonly string[] Services = ["catalog", "planning", "orders", "inventory", "dispensing", "indicators"];

    // They run by themselves every few seconds; nobody wants to wait.
    private static readonly string[] jobs =
        ["/dispensing/ops/jobs/verify-prescriptions/run?wait=20", "/indicators/ops/jobs/refresh-figures/run?wait=20"];
    private static readonly ParallelOptions readers = new() { MaxDegreeOfParallelism = 4 };
    private static readonly TimeSpan poll = TimeSpan.FromMilliseconds(400);

    /// <summary>Waits until nothing differs any more, and a moment longer to see that it stays so.</summary>
    public async Task<IReadOnlyList<string>> Settled(TimeSpan within)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var agreed = 0; ;)
        {
            foreach (var job in jobs)
                await client.Post(Actor.Operator, job);
            var differences = await Quick();
            if (differences.Count == 0 && ++agreed == 2)
                return await Thorough();
            if (TimeProvider.System.GetElapsedTime(began) > within)
                return differences;
            await Task.Delay(poll, TimeProvider.System);
        }
    }

    /// <summary>Every stock, discrepancy and piece in transit: the end that no order of arrival may change.</summary>
    public async Task<IReadOnlyList<string>> Stock()
    {
        var differences = new List<string>();
        var (holdings, transit) = (ledger.Holdings(), ledger.InTransit());
        foreach (var place in Scenario.Places)
        {
            var stock = await client.List(Actor.Central, $"/inventory/stock?facility={place.Code}");
            var discrepancies = await client.List(Actor.Central, $"/inventory/discrepancies?facility={place.Code}");
            foreach (var clave in Scenario.Items.Select(x => x.Clave))
            {
                var ofClave = stock.Where(x => Text(x, "clave") == clave).ToList();
                var actual = new Holding(
                    ofClave.Sum(x => x.GetProperty("onHand").GetInt64()),
                    discrepancies.Where(x => Text(x, "clave") == clave).Sum(x => x.GetProperty("discrepancy").GetInt64()));
                var expected = holdings.GetValueOrDefault((place.Code, clave), new Holding(0, 0));
                if (actual != expected)
                    differences.Add($"{place.Code} {clave}: {actual}, the clients know {expected}");
            }
            differences.AddRange(LotDifferences(place, stock));
        }
        var shipped = await InTransit();
        differences.AddRange(shipped.Keys.Union(transit.Keys).Where(x => shipped.GetValueOrDefault(x) != transit.GetValueOrDefault(x))
            .Select(x => $"{x} in transit: {shipped.GetValueOrDefault(x)}, the clients know {transit.GetValueOrDefault(x)}"));
        return differences;
    }

    private async Task<IReadOnlyList<string>> Quick() => [.. await Stock(), .. await Figures()];

    private async Task<IReadOnlyList<string>> Thorough()
    {
        var differences = new List<string>(await Quick());
        differences.AddRange(await Documents());
        differences.AddRange(await Movements());
        foreach (var service in Services)
            differences.AddRange((await client.List(Actor.Operator, $"/{service}/ops/messages/parked"))
                .Select(x => $"{service} parked: {x}"));
        await client.Post(Actor.Operator, "/inventory/ops/jobs/check-conservation/run?wait=60");
        var conservation = await client.Get(Actor.Central, "/inventory/conservation");
        if (conservation.Status != 200 || conservation.Json.GetProperty("checked").GetInt64() < 2
            || conservation.Json.GetProperty("differences").GetInt64() != 0)
            differences.Add($"conservation: {conservation}");
        return differences;
    }

    private IEnumerable<string> LotDifferences(Place place, List<JsonElement> stock)
    {
        var actual = stock.Where(x => Text(x, "condition") == "usable" && ClientLedger.IsKnownByLot(place.Code, Text(x, "clave")))
            .GroupBy(x => (Clave: Text(x, "clave"), Lot: Text(x, "lot")))
            .ToDictionary(x => x.Key, x => x.Sum(row => row.GetProperty("onHand").GetInt64()));
        var expected = ledger.Lots().Where(x => x.Key.Place == place.Code).ToDictionary(x => (x.Key.Clave, x.Key.Lot), x => x.Value);
        return actual.Keys.Union(expected.Keys).Where(x => actual.GetValueOrDefault(x) != expected.GetValueOrDefault(x))
            .Select(x =>
                $"{place.Code} {x.Clave} lot {x.Lot}: {actual.GetValueOrDefault(x)}, the clients know {expected.GetValueOrDefault(x)}");
    }

    private async Task<Dictionary<(string, string), long>> InTransit()
    {
        var sums = new Dictionary<(string, string), long>();
        await Parallel.ForEachAsync(acts.OfType<Shipment>(), readers, async (shipment, _) =>
        {
            var reply = await client.Get(Actor.Central, $"/inventory/shipments/{shipment.Id}");
            Assert.True(reply.Status == 200, $"{shipment}: {reply}");
            lock (sums)
                foreach (var line in reply.Json.GetProperty("lines").EnumerateArray())
                {
                    var key = (shipment.To.Code, Text(line, "clave"));
                    sums[key] = sums.GetValueOrDefault(key) + line.GetProperty("inTransit").GetInt64();
                }
        });
        return sums;
    }

    private async Task<IReadOnlyList<string>> Figures()
    {
        var differences = new List<string>();
        foreach (var year in ledger.Years())
        {
            await Compare("ind-b", year, "nation", null, ledger.Prescriptions(year, _ => true));
            await Compare("ind-b-hospital", year, "nation", null, ledger.Prescriptions(year, x => x.IsHospital));
            await Compare("ind-a", year, "nation", null, ledger.Orders(year, _ => true));
            foreach (var state in Scenario.Places.Select(x => x.State).Distinct())
            {
                await Compare("ind-b", year, "state", state, ledger.Prescriptions(year, x => x.State == state));
                await Compare("ind-a", year, "state", state, ledger.Orders(year, x => x.State == state));
            }
            foreach (var unit in Scenario.Places.Where(x => !x.IsWarehouse))
                await Compare("ind-b", year, "facility", unit.Code, ledger.Prescriptions(year, x => x == unit));
        }
        return differences;

        async Task Compare(string indicator, int year, string level, string? code, Rate expected)
        {
            var what = $"/indicators/{indicator}?period={year}&level={level}{(code is null ? "" : $"&code={code}")}";
            var reply = await client.Get(Actor.Dashboard, what);
            Assert.True(reply.Status == 200, $"{what}: {reply}");
            var figure = reply.Json;
            decimal? share = expected.Denominator == 0
                ? null
                : Math.Round(100m * expected.Numerator / expected.Denominator, 2, MidpointRounding.AwayFromZero);
            decimal? value = figure.TryGetProperty("value", out var given) && given.ValueKind == JsonValueKind.Number
                ? given.GetDecimal()
                : null;
            var actual = new Rate(
                Count(figure, "numerator"), Count(figure, "denominator"),
                figure.GetProperty("excluded").EnumerateArray().Where(x => Text(x, "reason") != "collective").Sum(x => Count(x, "count")));
            var status = share is null ? "not-available" : "available";
            if (actual != expected || value != share || Text(figure, "status") != status)
                differences.Add(
                    $"{what}: {actual} {value?.ToString(CultureInfo.InvariantCulture)} {Text(figure, "status")}, the clients know "
                    + $"{expected} {share?.ToString(CultureInfo.InvariantCulture)} {status}\n    {reply.Text}");
        }
    }

    /// <summary>What was answered is there.</summary>
    private async Task<IReadOnlyList<string>> Documents()
    {
        var missing = new ConcurrentQueue<string>();
        var voided = acts.OfType<VoidPrescription>().Select(x => x.Prescription.Id).ToHashSet();
        await Parallel.ForEachAsync(acts.OfType<Prescription>(), readers, async (prescription, _) =>
        {
            var reply = await client.Get(Actor.Central, $"/dispensing/prescriptions/{prescription.Id}");
            var expected = voided.Contains(prescription.Id) ? "voided" : "recorded";
            if (reply.Status != 200 || Text(reply.Json, "status") != expected
                || reply.Json.GetProperty("lines").GetArrayLength() != prescription.Lines.Count)
                missing.Enqueue($"{prescription} should be {expected}: {reply}");
        });
        await Parallel.ForEachAsync(acts.OfType<Order>(), readers, async (order, _) =>
        {
            var reply = await client.Get(Actor.Central, $"/orders/supply-orders/{order.Id}");
            if (reply.Status != 200 || Text(reply.Json, "destination") != order.Destination.Code)
                missing.Enqueue($"{order}: {reply}");
        });
        return [.. missing];
    }

    /// <summary>Each document moved its pieces once: none is there twice, whatever the balances say.</summary>
    private async Task<IReadOnlyList<string>> Movements()
    {
        var moved = new Dictionary<(Guid, string, string), long>();
        foreach (var place in Scenario.Places)
            foreach (var movement in await client.List(Actor.Central, $"/inventory/movements?facility={place.Code}"))
            {
                if (Text(movement, "reason") is "discrepancy" or "corrected")
                    continue; // they follow from other documents than the one that brought them about
                var key = (movement.GetProperty("document").GetProperty("id").GetGuid(), place.Code, Text(movement, "clave"));
                moved[key] = moved.GetValueOrDefault(key) + movement.GetProperty("quantity").GetInt64();
            }
        var expected = ledger.ByDocument();
        return [.. moved.Keys.Union(expected.Keys).Where(x => moved.GetValueOrDefault(x) != expected.GetValueOrDefault(x))
            .Select(x => $"movements of {x}: {moved.GetValueOrDefault(x)}, the clients know {expected.GetValueOrDefault(x)}")];
    }

    private static long Count(JsonElement of, string member) =>
        of.TryGetProperty(member, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : 0;

    private static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;
}
