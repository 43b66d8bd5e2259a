using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Supply.Platform.Http;

namespace Supply.Standalone.Demo;

/// <summary>
/// Fills an empty system through its own routes: source documents only. Stock, figures and consumption come from the
/// ordinary handlers and jobs, month by month, so that each month is settled before the next begins.
/// </summary>
public sealed class DemoRun(HttpClient http, IServiceProvider services, DevelopmentTokens tokens, TimeProvider clock, DemoNetwork network,
    TextWriter screen)
{
    private const int MonthsOfHistory = 6;
    private const string Supplier = "PROVEEDORA DEMOSTRATIVA";

    private readonly long began = clock.GetTimestamp();
    private readonly ConcurrentDictionary<(string Role, string? Place), string> issued = [];

    /// <summary>Fills the running host unless its data folder says that it has been filled. Ctrl-C stops; a later start goes on.</summary>
    public static async Task Fill(WebApplication app, Options options, TextWriter screen)
    {
        var mark = Path.Combine(options.Data, "demonstration");
        if (File.Exists(mark))
            return;
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(5) };
        var run = new DemoRun(
            http, app.Services, app.Services.GetRequiredService<DevelopmentTokens>(), app.Services.GetRequiredService<TimeProvider>(),
            new DemoNetwork(options.Demo), screen);
        try
        {
            await run.Run(app.Lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }
        await File.WriteAllTextAsync(mark, "The demonstration was filled in; delete the folder for an empty system.\n");
    }

    private async Task Run(CancellationToken ct)
    {
        var yesterday = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        Say($"Demonstration: {network.States.Count} states, {network.States.Sum(x => x.Units.Count)} units, "
            + $"{network.Items.Count} claves, {MonthsOfHistory} months");
        await Catalogue(ct);
        await Settle(ct); // awards name buyers that the orders' copy of the catalogue must know
        var awards = await Awards(yesterday, ct);
        var histories = network.States.Select(x => new DemoHistory(x, yesterday).Months(MonthsOfHistory).ToList()).ToList();
        for (var i = 0; i < MonthsOfHistory; i++)
        {
            var months = histories.Select(x => x[i]).ToList();
            await Parallel.ForEachAsync(
                months, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = ct }, async (month, token) =>
                await Supply(month, awards, token));
            await Settle(ct);
            await Parallel.ForEachAsync(
                months, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = ct }, async (month, token) =>
                await Dispense(month, token));
            await Settle(ct);
            Say($"{months[0].Month}: {months.Sum(x => x.Orders.Count):N0} orders, {months.Sum(x => x.Prescriptions.Count):N0} "
                + "prescriptions");
        }
        await Job("inventory", "publish-positions", ct);
        await Job("inventory", "publish-stock-out-days", ct);
        await Settle(ct);
        var asOf = Month.Of(yesterday).Add(-1);
        var run = await Send(Roles.Central, null, HttpMethod.Post, "/planning/cpm/runs", new { asOf = asOf.ToString(), window = 3 }, ct);
        await Job("planning", "compute-cpm", ct);
        await Send(Roles.Central, null, HttpMethod.Put, $"/planning/cpm/runs/{run!["id"]!.GetValue<string>()}/official", null, ct);
        await Job("indicators", "state-stock", ct);
        await Job("indicators", "refresh-figures", ct);
        await Job("indicators", "close-periods", ct);
        await Settle(ct);
        Say("ready");
    }

    private async Task Catalogue(CancellationToken ct)
    {
        var csv = new StringBuilder("clave,descripcion,ven\n");
        foreach (var item in network.Items)
            csv.Append(CultureInfo.InvariantCulture, $"{item.Clave},\"{item.Description}\",{item.Ven}\n");
        await Send(Roles.Central, null, HttpMethod.Post, "/catalog/items/import", csv.ToString(), ct);
        foreach (var state in network.States)
        {
            await Facility(
                state.Warehouse, new { name = $"Almacén Estatal, {state.State.Name}", state = state.State.Code, kind = "stateWarehouse" },
                ct);
            foreach (var unit in state.Units)
                await Facility(
                    unit.Code,
                    new { name = unit.Name, state = state.State.Code, kind = unit.Kind, careLevel = unit.CareLevel,
                    unitType = unit.UnitType, rural = unit.Rural }, ct);
        }
        Say("catalogue");
    }

    private Task<JsonNode?> Facility(string code, object facility, CancellationToken ct) =>
        Send(Roles.Central, null, HttpMethod.Put, $"/catalog/facilities/{code}", facility, ct);

    /// <returns>The award of each clave.</returns>
    private async Task<Dictionary<string, Guid>> Awards(DateOnly yesterday, CancellationToken ct)
    {
        var buyers = (await Send(Roles.Central, null, HttpMethod.Get, "/catalog/buyers", null, ct))!["items"]!.AsArray()
            .Where(x => x!["kind"]!.GetValue<string>() == "state").Select(x => x!["code"]!.GetValue<string>()).ToList();
        var awards = new Dictionary<string, Guid>();
        foreach (var item in network.Items)
        {
            var id = awards[item.Clave] = DemoNetwork.Id("award", item.Clave);
            await Send(Roles.Central, null, HttpMethod.Put, $"/orders/awards/{id}", new
            {
                supplier = Supplier, clave = item.Clave, from = new DateOnly(yesterday.Year - 1, 1, 1),
                to = new DateOnly(yesterday.Year + 1, 12, 31),
                unitPrice = 12.5m + item.Weight, fundingSource = "U013",
                buyers = buyers.Select(x => new { buyer = x, min = 20_000, max = 50_000 }),
            }, ct);
        }
        Say("awards");
        return awards;
    }

    private async Task Supply(DemoMonth month, Dictionary<string, Guid> awards, CancellationToken ct)
    {
        var (state, name) = (month.State, month.Month.ToString());
        var code = state.State.Code;
        var replenishment = DemoNetwork.Id("order", code, name, "warehouse");
        await Order(
            replenishment, code, month.Month.First, new { kind = "supplier", id = Supplier }, state.Warehouse,
            month.Received.Select(x => new { clave = x.Clave, quantity = x.Quantity, award = (Guid?)awards[x.Clave] }), ct);
        await Send(Roles.Warehouse, state.Warehouse, HttpMethod.Put, $"/inventory/receipts/{DemoNetwork.Id("receipt", code, name)}", new
        {
            facility = state.Warehouse, supplier = Supplier, supplyOrder = replenishment,
            receivedOn = DateOnly.FromDateTime(month.ReceivedAt.DateTime), receivedAt = month.ReceivedAt,
            lines = month.Received.Select(
                (x, i) =>
                new { clave = x.Clave, lot = $"D{month.Month.Year % 100}{month.Month.Number:00}{i:00}",
                expiresOn = month.Month.Last.AddMonths(9 + i), quantity = x.Quantity, award = awards[x.Clave] }),
        }, ct);
        foreach (var order in month.Orders)
        {
            var id = DemoNetwork.Id("order", code, name, order.Unit.Code);
            await Order(
                id, code, order.IssuedOn, new { kind = "warehouse", id = state.Warehouse }, order.Unit.Code,
                order.Ordered.Select(x => new { clave = x.Clave, quantity = x.Quantity, award = (Guid?)null }), ct);
            var shipment = DemoNetwork.Id("shipment", code, name, order.Unit.Code);
            await Send(Roles.Warehouse, state.Warehouse, HttpMethod.Put, $"/inventory/shipments/{shipment}", new
            {
                from = state.Warehouse, to = order.Unit.Code, supplyOrder = id, dispatchedAt = order.ShippedAt,
                lines = order.Shipped.Select(x => new { clave = x.Clave, quantity = x.Quantity }),
            }, ct);
            await Send(
                Roles.Pharmacy, order.Unit.Code, HttpMethod.Put,
                $"/inventory/shipments/{shipment}/receptions/{DemoNetwork.Id("reception", code, name, order.Unit.Code)}", new
            {
                receivedOn = DateOnly.FromDateTime(order.ReceivedAt.DateTime), receivedAt = order.ReceivedAt,
                lines = order.Shipped.Select(
                    (x, i) =>
                    new { clave = x.Clave, good = i == order.Damaged
                    ? x.Quantity - 1 : x.Quantity, damaged = i == order.Damaged ? 1 : 0, missing = 0 }),
            }, ct);
        }
    }

    private async Task Order(
        Guid id, string state, DateOnly issuedOn, object source, string destination, IEnumerable<object> lines, CancellationToken ct)
    {
        await Send(
            Roles.State, state, HttpMethod.Put, $"/orders/supply-orders/{id}",
            new { state, issuedOn, source, destination, promisedOn = issuedOn.AddDays(10), emergency = false, lines }, ct);
        await Send(Roles.Central, null, HttpMethod.Post, $"/orders/supply-orders/{id}/approve", new { }, ct);
    }

    private async Task Dispense(DemoMonth month, CancellationToken ct)
    {
        foreach (var unit in month.Prescriptions.GroupBy(x => x.Unit))
        {
            var lines = new StringBuilder();
            foreach (var x in unit)
            {
                lines.Append(JsonSerializer.Serialize(new
                {
                    id = DemoNetwork.Id("prescription", unit.Key.Code, x.Date, x.Number), facility = unit.Key.Code,
                    folio = $"{x.Date:yyyyMMdd}-{x.Number:000}", prescribedOn = x.Date, presentedAt = x.PresentedAt,
                    lines = x.Lines.Select((l, i) => new
                    {
                        line = i + 1, clave = l.Clave, prescribed = l.Prescribed, dispensed = l.Dispensed,
                        reason = l.Dispensed == l.Prescribed ? null : l.Dispensed == 0 ? "stockOut" : "insufficientStock",
                    }),
                }, HttpJson.Options)).Append('\n');
            }
            using var request = Request(
                Roles.Pharmacy, unit.Key.Code, HttpMethod.Post, "/dispensing/prescriptions/batch",
                new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson"));
            using var response = await http.SendAsync(request, ct);
            var answers = (await response.Content.ReadAsStringAsync(ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var refused = answers.FirstOrDefault(x => x.Contains("\"refused\"", StringComparison.Ordinal));
            if (!response.IsSuccessStatusCode || answers.Length != unit.Count() || refused is not null)
                throw new InvalidOperationException($"{unit.Key.Code} {month.Month}: {refused ?? response.StatusCode.ToString()}");
        }
    }

    /// <summary>Runs a job to its end; one that was under way when it was asked for may have looked too early.</summary>
    private async Task Job(string service, string job, CancellationToken ct)
    {
        var asked = clock.GetUtcNow();
        DateTimeOffset began;
        do
        {
            var run = (await Send(Roles.Operator, null, HttpMethod.Post, $"/{service}/ops/jobs/{job}/run?wait=60", null, ct))!;
            while (run["status"]!.GetValue<string>() == "running")
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
                run = (await Send(Roles.Operator, null, HttpMethod.Get, $"/{service}/ops/jobs/{job}/runs/{run["id"]}", null, ct))!;
            }
            began = run["startedAt"]!.GetValue<DateTimeOffset>();
        }
        while (began < asked);
    }

    private async Task<JsonNode?> Send(string role, string? place, HttpMethod method, string path, object? body, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            HttpContent? content = body switch // new for each attempt: it is disposed with its request
            {
                null => null,
                string csv => new StringContent(csv, Encoding.UTF8, "text/csv"),
                _ => JsonContent.Create(body, options: HttpJson.Options),
            };
            using var request = Request(role, place, method, path, content);
            using var response = await http.SendAsync(request, ct);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadFromJsonAsync<JsonNode>(ct);
            if ((int)response.StatusCode is not (429 or 503) || attempt == 20)
                throw new InvalidOperationException($"{method} {path}: {await response.Content.ReadAsStringAsync(ct)}");
            await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
        }
    }

    private HttpRequestMessage Request(string role, string? place, HttpMethod method, string path, HttpContent? content)
    {
        var facility = place is { Length: > 2 } ? place : null;
        var state = facility is null ? place : FacilityCode.Stored(facility).State.Code;
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", issued.GetOrAdd((role, place), _ => tokens.Issue(role, state, facility, $"demo-{role}-{place}")));
        return request;
    }

    private async Task Settle(CancellationToken ct)
    {
        foreach (var service in Options.Services)
            while (await service.Waiting(services, ct) > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct);
    }

    private void Say(string what) =>
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {clock.GetElapsedTime(began).TotalSeconds,5:0} s  {what}"));
}
