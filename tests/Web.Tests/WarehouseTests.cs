using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>A warehouse's day by keys alone; each test has a warehouse of its own.</summary>
[Collection(AtTheCounter.Name)]
public sealed partial class WarehouseTests(Workplace workplace)
{
    private const string Enalapril = "010.000.2501.00", Salbutamol = "010.000.0429.00", Carbamazepine = "040.000.2608.00";

    [Fact]
    public async Task Shipments_are_prepared_by_priority_with_stock_short_and_the_lots_that_are_shown_are_sent()
    {
        Chromium.SkipWhereMissing();
        var warehouse = await new StateWarehouse(workplace, 11).Opened();
        await warehouse.Receive(
            warehouse.Code, (Enalapril, "E2", 400, 60), (Enalapril, "E1", 40, 30), (Salbutamol, "S1", 200, 45), (Enalapril, "E0", -1, 9));
        var first = await warehouse.Order(9, warehouse.Units[0], (Enalapril, 50), (Salbutamol, 80));
        var second = await warehouse.Order(8, warehouse.Units[1], (Enalapril, 60));
        await using var screen = await workplace.OpenAs(warehouse.Keeper, "/almacen");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await page.GetByText("Centro de Salud 11-2").WaitForAsync();
        await TabTo(page, "Preparar embarques");
        await keys.Press("Enter");
        await screen.Arrives("/embarques/preparar");
        await FocusedPieces(page);
        await page.GetByText("hay 90, piden 110 en 2 unidades").WaitForAsync();
        for (var i = 0; i < 3; i++)
            await keys.Press("Enter");
        await page.GetByText("quedan debiendo 35").WaitForAsync(); // of 80, 45 are here
        var shown = await Shown(page);
        Assert.Equal(2, shown.Count);
        Assert.Contains(("E1", 30), shown[0].Lots); // expires first; what has expired stays
        Assert.DoesNotContain(shown.SelectMany(x => x.Lots), x => x.Lot == "E0");
        await keys.Press("Control+Enter");
        await CounterTests.Focused(page, "EM-12-");

        var sent = (await warehouse.Read($"/inventory/shipments?from={warehouse.Code}&limit=10")).GetProperty("items").EnumerateArray()
            .ToDictionary(x => x.GetProperty("supplyOrder").GetGuid());
        foreach (var (order, i) in new[] { (first, 0), (second, 1) })
        {
            Assert.Equal("dispatched", sent[order].GetProperty("status").GetString());
            Assert.Equal(shown[i].Lots, await Lots(warehouse, sent[order]));
            Assert.Equal(warehouse.Units[i], sent[order].GetProperty("to").GetString());
        }
        Assert.Equal(
            [("E0", 9)],
            (await warehouse.Read($"/inventory/stock?facility={warehouse.Code}")).GetProperty("items").EnumerateArray()
                .Select(x => (x.GetProperty("lot").GetString()!, x.GetProperty("onHand").GetInt32())));
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task A_shipment_is_held_and_cancelled_another_leaves_and_what_did_not_arrive_is_resolved()
    {
        Chromium.SkipWhereMissing();
        var warehouse = await new StateWarehouse(workplace, 12).Opened();
        await warehouse.Receive(warehouse.Code, (Enalapril, "H1", 300, 100));
        await warehouse.Order(5, warehouse.Units[0], (Enalapril, 40));
        await using var screen = await workplace.OpenAs(warehouse.Keeper, "/embarques/preparar");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        var cancelled = await Hold();
        await TabTo(page, "Cancelar embarque");
        await keys.Press("Enter");
        await page.GetByText("sus 40 piezas apartadas quedan libres").WaitForAsync();
        await keys.Press("Enter");
        await page.Locator(".tag", new PageLocatorOptions { HasText = "cancelado" }).WaitForAsync();
        Assert.Equal("cancelled", (await warehouse.Read($"/inventory/shipments/{cancelled}")).GetProperty("status").GetString());

        await screen.Go("/embarques/preparar");
        var held = await Hold();
        Assert.Equal(40, await Reserved(warehouse));
        await TabTo(page, "Enviar ahora");
        await keys.Press("Enter");
        await page.GetByText("Las 40 piezas salen de la existencia").WaitForAsync();
        await keys.Press("Enter");
        await page.Locator(".tag", new PageLocatorOptions { HasText = "en camino" }).WaitForAsync();
        Assert.Equal(0, await Reserved(warehouse));

        await StateWarehouse.Done(workplace.Client.Put(
            Actor.Pharmacy(warehouse.Units[0]), $"/inventory/shipments/{held}/receptions/{Guid.CreateVersion7()}",
            new
            {
                receivedOn = StateWarehouse.In(0),
                lines = (object[])[new { clave = Enalapril, lot = "H1", good = 33, damaged = 2, missing = 5 }],
            }));
        await screen.Go("/almacen");
        await page.Locator("[data-to-do=missing]", new PageLocatorOptions { HasText = "1" }).WaitForAsync();
        await TabTo(page, "EM-12-");
        await keys.Press("Enter");
        await screen.Arrives($"/embarques/{held}");
        await page.GetByText("faltan 5 por resolver").WaitForAsync();
        await TabTo(page, "Regresaron, ");
        await keys.Type("9");
        await keys.Press("Control+Enter");
        await CounterTests.Focused(page, "Hay 2 problemas");
        await TabTo(page, "Regresaron, ");
        await keys.Press("Control+a");
        await keys.Type("3");
        await keys.Press("Enter");
        await keys.Type("2");
        await page.GetByText("3 regresan a").WaitForAsync();
        await keys.Press("Enter");
        await keys.Type("Dos se perdieron en el camino");
        await keys.Press("Control+Enter");
        await page.Locator(".tag", new PageLocatorOptions { HasText = "recibido" }).WaitForAsync();
        var line = (await warehouse.Read($"/inventory/shipments/{held}")).GetProperty("lines")[0];
        Assert.Equal((33, 2, 0, 5), (Number(line, "good"), Number(line, "damaged"), Number(line, "inTransit"), Number(line, "resolved")));
        Assert.Equal(63, await OnHand(warehouse)); // 3 are back

        await TabTo(page, "Revertir");
        await keys.Press("Enter");
        await keys.Type("Aparecieron");
        await keys.Press("Enter");
        await page.GetByText("faltan 5 por resolver").WaitForAsync();
        Assert.Equal(5, Number((await warehouse.Read($"/inventory/shipments/{held}")).GetProperty("lines")[0], "inTransit"));
        Assert.Empty(screen.Errors);

        async Task<Guid> Hold()
        {
            await FocusedPieces(page);
            await keys.Press("Space");
            await page.GetByText("Embarque a Centro de Salud 12-1").WaitForAsync();
            await keys.Press("Alt+r");
            await CounterTests.Focused(page, "EM-12-");
            await keys.Press("Tab");
            await keys.Press("Enter");
            await screen.Arrives("/embarques/0");
            await page.Locator(".tag", new PageLocatorOptions { HasText = "retenido" }).WaitForAsync();
            return Guid.Parse(page.Url[^36..]);
        }
    }

    [Fact]
    public async Task A_receipt_against_an_order_asks_before_it_takes_more_and_is_taken_back()
    {
        Chromium.SkipWhereMissing();
        var warehouse = await new StateWarehouse(workplace, 13).Opened();
        var (order, _) = await warehouse.OrderFromSupplier((Enalapril, 500), (Carbamazepine, 80));
        var number = (await warehouse.Eventually(
            $"/orders/supply-orders?destination={warehouse.Code}&sort=priority", x => x.GetProperty("items").GetArrayLength() == 1))
            .GetProperty("items")[0].GetProperty("number").GetString()!;
        await using var screen = await workplace.OpenAs(warehouse.Keeper, "/entradas");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await TabTo(page, "Recibir de proveedor");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Orden");
        await page.Locator("datalist option").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await keys.Type(number[^5..]);
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Llegó el");
        Assert.Equal("LABORATORIOS GUERRERO", (await page.GetByLabel("Proveedor").InputValueAsync()).ToUpperInvariant());
        await page.WaitForFunctionAsync("() => document.querySelector('#fuente').value === 'U013'");
        await keys.Press("Enter");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Lote, renglón 1");
        await Lot("r1", "06/2029", "400");
        await CounterTests.Focused(page, "Lote, renglón 2");
        await Lot("c1", "31/12/2028", "90");
        await page.GetByText("¿90? La orden espera 80").WaitForAsync();
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Clave, renglón 3");

        await CounterTests.Saved(page);
        await page.ReloadAsync(); // what was written is on the device
        await page.GetByLabel("Piezas, renglón 2").WaitForAsync();
        await page.GetByLabel("Lote, renglón 1").FocusAsync();
        await keys.Press("Alt+l");
        await CounterTests.Focused(page, "Lote, renglón 2");
        await page.GetByLabel("Piezas, renglón 1").FocusAsync();
        await Scanner.Scan(page, "]d201075019876543211729063010R2\u001d21000077");
        await page.GetByText("¿De qué clave es").WaitForAsync();
        await keys.Type("2501");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Piezas, renglón 2");
        Assert.Equal("R2", await page.GetByLabel("Lote, renglón 2").InputValueAsync());
        await keys.Type("100");
        await keys.Press("Control+Enter");
        await CounterTests.Focused(page, "EN-12-");

        var receipt = (await warehouse.Read($"/inventory/receipts?facility={warehouse.Code}")).GetProperty("items")[0];
        Assert.Equal((order, 3, 590), (receipt.GetProperty("supplyOrder").GetGuid(), Number(receipt, "lines"), Number(receipt, "pieces")));
        Assert.Equal(
            [("C1", "2028-12-31", "U013", 90), ("R1", "2029-06-30", "U013", 400), ("R2", "2029-06-30", "U013", 100)],
            (await warehouse.Read($"/inventory/stock?facility={warehouse.Code}")).GetProperty("items").EnumerateArray()
                .Select(x => (x.GetProperty("lot").GetString()!, x.GetProperty("expiresOn").GetString()!,
                    x.GetProperty("fundingSource").GetString()!, Number(x, "onHand"))).Order());
        await warehouse.Eventually($"/orders/supply-orders/{order}", x => x.GetProperty("status").GetString() == "supplied");

        await keys.Press("Tab");
        await keys.Press("Enter");
        await screen.Arrives("/entradas/0");
        await screen.Settled();
        await TabTo(page, "Revertir esta entrada");
        await keys.Press("Enter");
        await keys.Type("Era de otro almacén");
        await keys.Press("Enter");
        await page.GetByText("Nada de ella cuenta").WaitForAsync();
        Assert.Equal(0, (await warehouse.Read($"/inventory/stock?facility={warehouse.Code}")).GetProperty("items").GetArrayLength());
        Assert.Empty(screen.Errors);

        async Task Lot(string lot, string expires, string pieces)
        {
            await keys.Type(lot);
            await keys.Press("Enter");
            await keys.Type(expires);
            await keys.Press("Enter");
            await keys.Type(pieces);
            await keys.Press("Enter");
        }
    }

    [Fact]
    public async Task A_recall_reaches_three_facilities_and_is_lifted()
    {
        Chromium.SkipWhereMissing();
        var warehouse = await new StateWarehouse(workplace, 14).Opened();
        var lot = "X14";
        await warehouse.Receive(warehouse.Code, (Salbutamol, lot, 300, 50));
        await warehouse.Receive(warehouse.Units[0], (Salbutamol, lot, 300, 20));
        await warehouse.Receive(warehouse.Units[1], (Salbutamol, lot, 300, 10));
        await using var screen = await workplace.OpenAs(new Actor("state", "12", Name: "Coordinadora"), "/retiros");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await TabTo(page, "Retirar un lote");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Clave");
        await keys.Type(Salbutamol);
        await keys.Press("Enter");
        await keys.Type("x14");
        await page.GetByText("hay 80 piezas útiles en 3 lugares").WaitForAsync();
        await keys.Press("Enter");
        await keys.Type("Alerta sanitaria");
        await keys.Press("Control+Enter");
        await screen.Arrives("/retiros/0");
        var id = Guid.Parse(page.Url[^36..]);
        foreach (var name in (string[])["Almacén 14 de Guerrero", "Centro de Salud 14-1", "Centro de Salud 14-2"])
            await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name }).WaitForAsync();
        var apart = (await warehouse.Read($"/inventory/recalls/{id}")).GetProperty("pieces").GetInt32();
        Assert.Equal(80, apart);

        // At the warehouse it is among what waits; there it cannot be lifted.
        await using var other = await workplace.OpenAs(warehouse.Keeper, "/almacen");
        await TabTo(other.Page, $"{Salbutamol} · {lot}");
        await other.Page.Keyboard.PressAsync("Enter");
        await other.Arrives($"/retiros/{id}");
        await other.Page.GetByText("Alerta sanitaria").WaitForAsync();
        Assert.Equal(0, await other.Page.GetByText("Levantar el retiro").CountAsync());
        Assert.Empty(other.Errors);

        await TabTo(page, "Levantar el retiro de X14");
        await keys.Press("Enter");
        await keys.Type("Análisis conforme");
        await keys.Press("Enter");
        await page.Locator(".tag", new PageLocatorOptions { HasText = "levantado" }).WaitForAsync();
        await warehouse.Eventually(
            $"/inventory/stock?facility={warehouse.Code}&condition=usable", x => Number(x.GetProperty("items")[0], "onHand") == 50);
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task Its_pages_have_no_violation_in_both_themes_and_widths()
    {
        Chromium.SkipWhereMissing();
        var warehouse = await new StateWarehouse(workplace, 15).Opened();
        await warehouse.Receive(warehouse.Code, (Enalapril, "P1", 60, 70), (Enalapril, "P2", 500, 40), (Salbutamol, "P3", 300, 30));
        var order = await warehouse.Order(7, warehouse.Units[0], (Enalapril, 90), (Salbutamol, 20));
        await warehouse.Order(6, warehouse.Units[1], (Enalapril, 80));
        await warehouse.OrderFromSupplier((Enalapril, 500), (Carbamazepine, 80));
        var (shipment, recall) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await StateWarehouse.Done(workplace.Client.Put(warehouse.Keeper, $"/inventory/shipments/{shipment}", new
        {
            from = warehouse.Code, to = warehouse.Units[0], supplyOrder = order,
            lines = (object[])[new { clave = Enalapril, quantity = 20 }],
        }));
        await StateWarehouse.Done(workplace.Client.Put(
            Actor.Pharmacy(warehouse.Units[0]), $"/inventory/shipments/{shipment}/receptions/{Guid.CreateVersion7()}",
            new { receivedOn = StateWarehouse.In(0), lines = (object[])[new { clave = Enalapril, good = 15, damaged = 1, missing = 4 }] }));
        await StateWarehouse.Done(workplace.Client.Put(
            warehouse.Keeper, $"/inventory/recalls/{recall}", new { clave = Salbutamol, lot = "P3", reason = "Frascos rotos" }));
        var receipt = (await warehouse.Read($"/inventory/receipts?facility={warehouse.Code}&limit=1")).GetProperty("items")[0];
        (string Name, string Path)[] pages =
        [
            ("almacen", "/almacen"), ("embarques", "/embarques"), ("preparar", "/embarques/preparar"),
            ("embarque", $"/embarques/{shipment}"), ("remision", $"/embarques/{shipment}/remision"),
            ("entradas", "/entradas"), ("entrada-nueva", "/entradas/nueva"),
            ("entrada", $"/entradas/{receipt.GetProperty("id").GetString()}"), ("retiros", "/retiros"), ("retiro-nuevo", "/retiros/nuevo"),
            ("retiro", $"/retiros/{recall}"),
        ];
        foreach (var width in new[] { 1440, 390 })
        {
            await using var screen = await workplace.OpenAs(warehouse.Keeper, "/almacen", width);
            foreach (var (name, path) in pages)
            {
                await screen.Go(path);
                if (name == "preparar")
                {
                    await FocusedPieces(screen.Page);
                    await screen.Page.Keyboard.PressAsync("Enter");
                    await screen.Page.GetByText("Embarque a Centro de Salud 15-1").WaitForAsync();
                }
                foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                {
                    await screen.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                    await screen.Picture(name, width, scheme);
                    var found = string.Join('\n', await screen.Violations());
                    Assert.True(found.Length == 0, $"{name} {width} {scheme}: {found}");
                }
                Assert.True(
                    await screen.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
                    $"{name} {width}: the page scrolls sideways");
                if (name == "remision" && width == 1440)
                    await IsPaper(screen.Page, shipment);
            }
            Assert.Empty(screen.Errors);
        }
    }

    /// <summary>On paper stands what the shipment carries, lot by lot, and who signs, and nothing of the screen's frame.</summary>
    private async Task IsPaper(IPage page, Guid shipment)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        var sent = (await workplace.Client.Get(Actor.Central, $"/inventory/shipments/{shipment}")).Json;
        var text = await page.InnerTextAsync("body");
        var number = sent.GetProperty("number").GetString()!;
        foreach (var part in (string[])[number, "P1", Enalapril, "Enalapril, tableta", "Entrega", "Transporta", "Recibe"])
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.False(await page.Locator(".topbar").IsVisibleAsync());
        Assert.False(await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Imprimir" }).IsVisibleAsync());
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
    }

    private static int Number(JsonElement of, string member) => of.GetProperty(member).GetInt32();

    private static Task<int> Reserved(StateWarehouse warehouse) => Sum(warehouse, "reserved");

    private static Task<int> OnHand(StateWarehouse warehouse) => Sum(warehouse, "onHand");

    private static async Task<int> Sum(StateWarehouse warehouse, string member) =>
        (await warehouse.Read($"/inventory/stock?facility={warehouse.Code}")).GetProperty("items").EnumerateArray()
            .Sum(x => Number(x, member));

    private static async Task<List<(string Lot, int Pieces)>> Lots(StateWarehouse warehouse, JsonElement shipment) =>
        [.. (await warehouse.Read($"/inventory/shipments/{shipment.GetProperty("id").GetString()}")).GetProperty("lines").EnumerateArray()
            .Select(x => (x.GetProperty("lot").GetString()!, Number(x, "quantity")))];

    /// <summary>The shipments as the page shows them before they are sent.</summary>
    private static async Task<IReadOnlyList<(string Name, List<(string Lot, int Pieces)> Lots)>> Shown(IPage page)
    {
        var shown = new List<(string, List<(string, int)>)>();
        foreach (var one in await page.Locator(".shipment").AllAsync())
            shown.Add((
                await one.Locator("h2").InnerTextAsync(),
                [.. (await one.Locator(".lot").AllInnerTextsAsync()).Select(x => LotShown().Match(x)).Select(x => (
                    x.Groups[1].Value, int.Parse(x.Groups[2].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)))]));
        return shown;
    }

    private static async Task FocusedPieces(IPage page) =>
        await page.WaitForFunctionAsync(
            "() => document.activeElement.ariaLabel?.startsWith('Piezas de') && document.activeElement.value !== ''");

    /// <summary>Tab until what has the focus begins with this text, or is labelled so.</summary>
    private static async Task TabTo(IPage page, string text)
    {
        const string says = "(x.innerText?.startsWith(text) || x.ariaLabel?.startsWith(text))";
        await page.WaitForFunctionAsync($"text => [...document.querySelectorAll('a, button, input')].some(x => {says})", text);
        for (var i = 0; i < 200; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>($"text => {{ const x = document.activeElement; return !!{says} }}", text))
                return;
        }
        Assert.Fail($"No Tab of 200 reached «{text}».");
    }

    [GeneratedRegex(@"^(\S+) · .* · ([\d,]+)$")]
    private static partial Regex LotShown();
}
