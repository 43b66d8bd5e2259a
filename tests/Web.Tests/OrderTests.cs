using System.Text.Json;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>Orders and awards by keys alone: a state issues, another person of it decides, central supply awards.</summary>
[Collection(AtTheCounter.Name)]
public sealed class OrderTests(Workplace workplace)
{
    private const string State = "06", Buyer = "EF-06", Warehouse = "ALM-06-01", Other = "ALM-06-02";
    private const string Enalapril = "010.000.2501.00", Salbutamol = "010.000.0429.00", Diclofenac = "010.000.3417.00";
    private const string buyers = "() => document.activeElement.tagName === 'SELECT' && document.activeElement.options.length > 1";
    private static readonly LocatorAssertionsToHaveCountOptions patient = new() { Timeout = Screen.Patience };
    private static readonly Actor issuer = new("state", State, Name: "Emisora"), approver = new("state", State, Name: "Aprobadora");

    [Fact]
    public async Task A_state_issues_up_to_what_is_left_and_another_person_approves()
    {
        await Know();
        var enalapril = await Award("Farmacéutica Uno", Enalapril, max: 1000);
        await Award("Farmacéutica Uno", Salbutamol, max: 5000);
        await using var screen = await workplace.OpenAs(issuer, $"/entidades/{State}");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await TabTo(page, "Emitir orden");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Destino");
        await keys.Type(Warehouse);
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Surte");
        await keys.Press("Enter");
        await page.WaitForFunctionAsync("() => document.querySelector('#origen').options.length > 1");
        await keys.Type("FARM");
        await keys.Press("Enter");
        await keys.Type("+10");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Clave, renglón 1");
        await keys.Type("2501");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Piezas, renglón 1");
        await page.GetByText("Quedan 1,000").WaitForAsync();
        await keys.Type("1500");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Clave, renglón 2");
        await keys.Type("0429");
        await keys.Press("Enter");
        await keys.Type("200");
        await CounterTests.Saved(page);
        await page.ReloadAsync(); // what was written is on the device
        await page.GetByText("1,700 piezas").WaitForAsync();
        await page.GetByText("Quedan 1,000").WaitForAsync();
        await page.GetByText("Quedan 5,000").WaitForAsync();
        await screen.Settled();
        await page.GetByLabel("Piezas, renglón 2").FocusAsync();
        await keys.Press("Control+Enter");

        await CounterTests.Focused(page, "Hay 1 problema");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "le quedan 1000 piezas al comprador" }).WaitForAsync();
        await keys.Press("Tab");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Piezas, renglón 1");
        await page.Locator(".error-text", new PageLocatorOptions { HasText = "le quedan 1000 piezas" }).WaitForAsync();
        await keys.Press("Control+a");
        await keys.Type("600");
        await keys.Press("Control+Enter");
        await screen.Arrives("/ordenes/0");
        var id = page.Url[^36..];
        var issued = await Read($"/orders/supply-orders/{id}");
        Assert.Equal("issued", issued.GetProperty("status").GetString());
        Assert.Equal(
            [(Enalapril, 600, enalapril), (Salbutamol, 200, issued.GetProperty("lines")[1].GetProperty("award").GetGuid())],
            issued.GetProperty("lines").EnumerateArray().Select(x => (
                x.GetProperty("clave").GetString()!, x.GetProperty("ordered").GetInt32(), x.GetProperty("award").GetGuid())));

        await TabTo(page, "Aprobar");
        await keys.Press("Enter");
        await page.GetByText("Aprueba 2 renglones, 800 piezas").WaitForAsync();
        await keys.Press("Enter");
        await page.GetByText("Quien emitió la orden no puede decidir sobre ella").WaitForAsync();
        Assert.Equal("issued", (await Read($"/orders/supply-orders/{id}")).GetProperty("status").GetString());
        Expected(screen, 409, 403);

        await using var second = await workplace.OpenAs(approver, $"/entidades/{State}");
        var more = new CounterTests.Keys(second.Page);
        await TabTo(second.Page, "Órdenes por aprobar");
        await more.Press("Enter");
        await second.Arrives("/ordenes?lado=aprobar");
        await second.Settled();
        await TabTo(second.Page, issued.GetProperty("number").GetString()!);
        await more.Press("Enter");
        await second.Arrives($"/ordenes/{id}");
        await second.Settled();
        await TabTo(second.Page, "Aprobar");
        await more.Press("Enter");
        await more.Press("Enter");
        await second.Page.Locator(".tag", new PageLocatorOptions { HasText = "aprobada" }).First.WaitForAsync();
        Assert.Equal("approved", (await Read($"/orders/supply-orders/{id}")).GetProperty("status").GetString());
        Assert.Empty(second.Errors);
    }

    [Fact]
    public async Task A_quantity_far_over_the_usual_is_asked_about_once()
    {
        await Know();
        await using var screen = await workplace.OpenAs(issuer, "/ordenes");
        // An official run and what the state uses in a month, which only weeks of prescriptions would make.
        await screen.Page.Context.RouteAsync(
            "**/planning/cpm/runs**", x => Answer(x, new { items = (object[])[new { standing = "official" }] }));
        await screen.Page.Context.RouteAsync("**/planning/months-of-stock**", x => Answer(x, new
        {
            items = (object[])[new { clave = Diclofenac, planningQuantity = 40, months = 2.5m, usable = 100, inTransit = 0 }],
        }));
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await TabTo(page, "Emitir orden");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Destino");
        await keys.Type(Warehouse);
        await keys.Press("Enter");
        await page.Keyboard.PressAsync("ArrowDown"); // a warehouse
        await keys.Press("Enter");
        await page.WaitForFunctionAsync("() => document.querySelector('#origen').options.length > 1");
        await keys.Type(Other);
        await keys.Press("Enter");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Clave, renglón 1");
        await keys.Type("3417");
        await keys.Press("Enter");
        await page.GetByText("CPM 40 de la entidad").WaitForAsync();
        await keys.Type("4000");
        await keys.Press("Enter");
        await page.GetByText("¿4,000? Lo usual son 40 al mes.").WaitForAsync();
        await CounterTests.Focused(page, "Piezas, renglón 1");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Clave, renglón 2");
        await keys.Press("Control+Enter");
        await screen.Arrives("/ordenes/0");
        var line = (await Read($"/orders/supply-orders/{page.Url[^36..]}")).GetProperty("lines")[0];
        Assert.Equal((Diclofenac, 4000), (line.GetProperty("clave").GetString(), line.GetProperty("ordered").GetInt32()));
        Assert.Empty(screen.Errors);

        static Task Answer(IRoute route, object body) => route.FulfillAsync(
            new RouteFulfillOptions { ContentType = "application/json", Body = JsonSerializer.Serialize(body, JsonSerializerOptions.Web) });
    }

    [Fact]
    public async Task Orders_are_rejected_cancelled_and_closed_with_a_reason_and_late_ones_are_in_their_list()
    {
        await Know();
        var (rejected, cancelled) = (await Order(100), await Order(200, approve: true));
        var closed = await Order(300, approve: true, late: true);
        await using var screen = await workplace.OpenAs(approver, $"/ordenes/{rejected}");
        var keys = new CounterTests.Keys(screen.Page);
        await Decide("Rechazar", "cancelan 100 piezas que no han llegado", "Captura duplicada", "rechazada");
        await screen.Go($"/ordenes/{cancelled}");
        await Decide("Cancelar la orden", "cancelan 200 piezas que no han llegado", "El almacén no tiene", "cancelada");

        await screen.Go("/ordenes?lado=atrasadas");
        var number = (await Read($"/orders/supply-orders/{closed}")).GetProperty("number").GetString()!;
        await TabTo(screen.Page, number);
        await keys.Press("Enter");
        await screen.Arrives($"/ordenes/{closed}");
        await screen.Page.Locator(".tag.bad", new PageLocatorOptions { HasText = "atrasada" }).WaitForAsync();
        await Decide("Cerrar incompleta", "300 piezas que no han llegado quedan como faltante", "Venció el plazo", "cerrada incompleta");

        foreach (var (id, status, reason) in ((Guid, string, string)[])[(rejected, "rejected", "Captura duplicada"),
            (cancelled, "cancelled", "El almacén no tiene"), (closed, "closedShort", "Venció el plazo")])
        {
            var order = await Read($"/orders/supply-orders/{id}");
            var last = order.GetProperty("history").EnumerateArray().Last();
            Assert.Equal(
                (status, reason, approver.Name),
                (order.GetProperty("status").GetString(), last.GetProperty("reason").GetString(), last.GetProperty("by").GetString()));
        }
        Assert.Equal(300, (await Read($"/orders/supply-orders/{closed}")).GetProperty("lines")[0].GetProperty("short").GetInt32());
        await screen.Go("/ordenes?lado=atrasadas");
        await Assertions.Expect(screen.Page.GetByText(number)).ToHaveCountAsync(0, patient); // what was read before is there at first
        Assert.Empty(screen.Errors);

        async Task Decide(string act, string effect, string reason, string then)
        {
            await screen.Settled();
            await TabTo(screen.Page, act);
            await keys.Press("Enter");
            await screen.Page.GetByText(effect).WaitForAsync();
            await keys.Type(reason);
            await keys.Press("Enter");
            await screen.Page.Locator(".tag", new PageLocatorOptions { HasText = then }).First.WaitForAsync();
        }
    }

    [Fact]
    public async Task Central_supply_records_an_award_and_amends_it()
    {
        await Know();
        await using var screen = await workplace.OpenAs(Actor.Central, "/");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await TabTo(page, "Nueva adjudicación");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Clave");
        foreach (var text in (string[])[Diclofenac, "Distribuidora Dos", "1/1/2026", "31/12/2027", "12.50", "U013"])
        {
            await keys.Type(text);
            await keys.Press("Enter");
        }
        await page.WaitForFunctionAsync(buyers);
        await keys.Type("Colima");
        await keys.Press("Enter");
        await keys.Type("400");
        await keys.Press("Enter");
        await keys.Type("1,000");
        await keys.Press("Control+Enter");
        await screen.Arrives("/adjudicaciones/0");
        await screen.Settled();
        var id = page.Url[^36..];
        var award = await Read($"/orders/awards/{id}");
        Assert.Equal(
            (Diclofenac, "DISTRIBUIDORA DOS", "2026-01-01", "2027-12-31", 12.5m, Buyer, 400, 1000, 400),
            (Text("clave"), Text("supplier"), Text("from"), Text("to"), award.GetProperty("unitPrice").GetDecimal(),
                Of("buyer").GetString(), Of("min").GetInt32(), Of("max").GetInt32(), Of("exposure").GetInt32()));

        await TabTo(page, "Registrar convenio");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Número del convenio");
        foreach (var text in (string[])["CM-01/2026", "Ampliación", "31/3/2028"])
        {
            await keys.Type(text);
            await keys.Press("Enter");
        }
        await page.WaitForFunctionAsync(buyers);
        await keys.Type("Colima");
        await keys.Press("Enter");
        await keys.Type("400");
        await keys.Press("Enter");
        await keys.Type("1200");
        await keys.Press("Control+Enter");
        await page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = "CM-01/2026" }).WaitForAsync();
        award = await Read($"/orders/awards/{id}");
        Assert.Equal((2, "2028-03-31", 1200), (award.GetProperty("version").GetInt32(), Text("to"), Of("max").GetInt32()));
        Assert.Empty(screen.Errors);

        string Text(string name) => award.GetProperty(name).GetString()!;
        JsonElement Of(string name) => award.GetProperty("buyers")[0].GetProperty(name);
    }

    [Fact]
    public async Task The_pages_have_no_barrier_in_both_themes_and_widths()
    {
        await Know();
        var award = await Award("Distribuidora Tres", Enalapril, max: 700);
        var order = await Order(40, award: award, supplier: "Distribuidora Tres");
        await using var screen = await workplace.OpenAs(issuer, "/ordenes/nueva");
        var keys = new CounterTests.Keys(screen.Page);
        await CounterTests.Focused(screen.Page, "Destino");
        await keys.Type(Warehouse);
        await keys.Press("Enter");
        await screen.Page.WaitForFunctionAsync("() => document.querySelector('#origen').options.length > 1");
        await screen.Page.Locator("#origen").SelectOptionAsync("DISTRIBUIDORA TRES");
        await screen.Page.GetByLabel("Clave, renglón 1").FocusAsync();
        await keys.Type("2501");
        await keys.Press("Enter");
        await keys.Type("9000");
        await screen.HasNoBarrier("orden-nueva");
        foreach (var (path, name) in ((string, string)[])[("/ordenes?lado=todas", "ordenes"), ("/adjudicaciones", "adjudicaciones"),
            ($"/entidades/{State}", "entidad-por-atender")])
        {
            await screen.Go(path);
            await screen.HasNoBarrier(name);
        }
        await screen.Go($"/ordenes/{order}");
        await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Rechazar" }).ClickAsync();
        await screen.HasNoBarrier("orden");
        Assert.Empty(screen.Errors);

        await using var central = await workplace.OpenAs(Actor.Central, "/adjudicaciones/nueva");
        await central.HasNoBarrier("adjudicacion-nueva");
        await central.Go($"/adjudicaciones/{award}");
        await central.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Registrar convenio" }).ClickAsync();
        await central.Page.Locator("#documento").WaitForAsync();
        await central.HasNoBarrier("adjudicacion");
        Assert.Empty(central.Errors);
    }

    /// <summary>The places are in the catalogue; the buyer is from the beginning.</summary>
    private async Task Know()
    {
        Chromium.SkipWhereMissing();
        foreach (var code in (string[])[Warehouse, Other])
        {
            var reply = await workplace.Client.Put(
                Actor.Central, $"/catalog/facilities/{code}",
                new { name = $"Almacén {code}", state = State, kind = "stateWarehouse" });
            Assert.True(reply.Status is 200 or 201, $"{code}: {reply}");
        }
    }

    private async Task<Guid> Award(string supplier, string clave, int max)
    {
        var (id, began) = (Guid.CreateVersion7(), TimeProvider.System.GetTimestamp());
        while (true)
        {
            var reply = await workplace.Client.Put(Actor.Central, $"/orders/awards/{id}", new
            {
                supplier, clave, from = "2026-01-01", to = "2027-12-31", unitPrice = 12.5m,
                buyers = (object[])[new { buyer = Buyer, min = 100, max }],
            });
            if (reply.Status == 201)
                return id;
            Assert.True(reply.Text.Contains("orders.unknown-buyer", StringComparison.Ordinal), $"{reply}"); // not told of it yet
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(2), $"{reply}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private async Task<Guid> Order(int quantity, bool approve = false, bool late = false, Guid? award = null, string? supplier = null)
    {
        var (id, today) = (Guid.CreateVersion7(), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var issued = await workplace.Client.Put(issuer, $"/orders/supply-orders/{id}", new
        {
            state = State, issuedOn = today.AddDays(-20), promisedOn = today.AddDays(late ? -10 : 10), destination = Warehouse,
            source = new { kind = award is null ? "warehouse" : "supplier", id = supplier ?? Other },
            lines = (object[])[new { clave = Enalapril, quantity, award }],
        });
        Assert.True(issued.Status == 201, $"{issued}");
        if (approve)
            Assert.Equal(200, (await workplace.Client.Post(approver, $"/orders/supply-orders/{id}/approve")).Status);
        return id;
    }

    private async Task<JsonElement> Read(string path)
    {
        var reply = await workplace.Client.Get(Actor.Central, path);
        Assert.True(reply.Status == 200, $"{path}: {reply}");
        return reply.Json;
    }

    /// <summary>Nothing but these refusals, which a browser writes to its console.</summary>
    private static void Expected(Screen screen, params int[] statuses) => Assert.All(
        screen.Errors, x => Assert.Contains(statuses, y => x.Contains($"{y}", StringComparison.Ordinal)));

    private static async Task TabTo(IPage page, string name)
    {
        const string isThere =
            "name => { const x = document.activeElement; return x !== document.body && (x.innerText ?? '').trim().startsWith(name) }";
        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(isThere, name))
                return;
        }
        Assert.Fail($"No Tab of 120 reached «{name}».");
    }
}
