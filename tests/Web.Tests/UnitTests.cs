using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>A unit's store: what comes, what is counted, what breaks, each by keys alone and also without a network.</summary>
[Collection(AtTheCounter.Name)]
public sealed class UnitTests(Workplace workplace)
{
    private const string Warehouse = "ALM-13-07";
    private const string Enalapril = "010.000.2501.00", Salbutamol = "010.000.0429.00", Diclofenac = "010.000.3417.00";
    private static readonly Actor storekeeper = new("warehouse", Workplace.State, Warehouse, "Almacén");

    private static DateOnly Today =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(-6)).DateTime);

    [Fact]
    public async Task What_came_damaged_short_surplus_and_expired_is_received_and_the_rest_later()
    {
        Chromium.SkipWhereMissing();
        var unit = await NewUnit("HGIMB000023");
        var shipment = await Send(
            unit, TimeSpan.FromDays(-3), (Workplace.Paracetamol, "R1", 600, 700), (Workplace.Metformin, "R2", 150, 400),
            (Workplace.Captopril, "R3", 300, 300), (Enalapril, "R4", 60, -1), (Salbutamol, "R5", 400, 90), (Diclofenac, "R6", 50, 500));
        await using var screen = await workplace.Open();
        await Workplace.SignIn(screen.Page, "Farmacia", unit, "/recepciones");
        var keys = new CounterTests.Keys(screen.Page);
        await Reach(screen.Page, "EM-13");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, $"Bueno, {Workplace.Paracetamol} lote R1");
        await keys.Press("Enter"); // all as sent
        await keys.Type("146");
        await keys.Press("Enter");
        await keys.Type("4");
        await keys.Press("Enter");
        await keys.Type("4 cajas mojadas");
        await keys.Press("Enter");
        await keys.Type("280");
        await keys.Press("Enter");
        await keys.Press("Enter"); // none damaged: 20 are missing
        await CounterTests.Focused(screen.Page, $"Bueno, {Enalapril} lote R4");
        await keys.Press("Enter");
        await screen.Page.GetByText("entra a cuarentena, no se puede surtir").WaitForAsync();
        await keys.Type("420");
        await keys.Press("Enter");
        await screen.Page.GetByText("¿420? Se enviaron 400.").WaitForAsync();
        await keys.Press("Enter"); // it is so
        await keys.Type("venían 420 en la caja");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, $"Bueno, {Diclofenac} lote R6");
        var outcome = screen.Page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "Lo que pasará" });
        Assert.Equal(
            ["1,446", "60", "4", "70"], // usable, in quarantine, damaged, still on its way
            await outcome.Locator("dd").AllInnerTextsAsync());
        await keys.Press("Control+Enter");
        await screen.Page.GetByText("Recepción guardada").WaitForAsync();

        var partly = await Eventually(unit, $"/inventory/shipments/{shipment}", x => x.GetProperty("receptions").GetArrayLength() == 1);
        Assert.Equal("dispatched", partly.GetProperty("status").GetString());
        Assert.Equal(
            [("R1", 600, 0, 0), ("R2", 146, 4, 0), ("R3", 280, 0, 20), ("R4", 60, 0, 0), ("R5", 420, 0, 0), ("R6", 0, 0, 50)],
            Lots(partly));
        Assert.Equal(
            [("R1", "usable", 600), ("R2", "damaged", 4), ("R2", "usable", 146), ("R3", "usable", 280), ("R4", "quarantine", 60),
                ("R5", "usable", 420)],
            await Stock(unit));

        // The rest: what was missing has come, and a lot bears another expiry than it was sent with.
        await CounterTests.Focused(screen.Page, $"Bueno, {Workplace.Captopril} lote R3");
        await keys.Press("Enter");
        await keys.Type("0");
        await keys.Press("Alt+o");
        await CounterTests.Focused(screen.Page, "Clave de lo agregado 1");
        await keys.Type("3417");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, "Lote");
        await keys.Type("r6");
        await keys.Press("Enter");
        await keys.Type("30/04/2028");
        await keys.Press("Enter");
        await keys.Type("50");
        await keys.Press("Enter");
        await keys.Press("Enter");
        await keys.Type("la caja dice otra caducidad");
        await keys.Press("Enter");
        await keys.Press("Enter");
        var whole = await Eventually(unit, $"/inventory/shipments/{shipment}", x => x.GetProperty("receptions").GetArrayLength() == 2);
        Assert.Equal(
            [("R1", 600, 0, 0), ("R2", 146, 4, 0), ("R3", 300, 0, 0), ("R4", 60, 0, 0), ("R5", 420, 0, 0), ("R6", 0, 0, 50),
                ("R6", 50, 0, 0)],
            Lots(whole));
        Assert.Contains(await Items(unit, $"/inventory/stock?facility={unit}"), x =>
            x.GetProperty("lot").GetString() == "R6" && x.GetProperty("expiresOn").GetString() == "2028-04-30");

        // The second is taken back where it is shown.
        await screen.Page.Locator("main h1").FocusAsync();
        await Reach(screen.Page, "Revertir");
        await Reach(screen.Page, "Revertir");
        await keys.Press("Enter");
        await keys.Type("era de otro embarque");
        await keys.Press("Enter");
        await Eventually(
            unit, $"/inventory/shipments/{shipment}", x => x.GetProperty("receptions")[1].GetProperty("reversed").GetBoolean());
        await screen.Page.GetByText("revertida").WaitForAsync();
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task A_count_respects_what_moves_while_it_is_made_and_is_taken_back()
    {
        Chromium.SkipWhereMissing();
        var unit = await NewUnit("HGIMB000035");
        await Receive(
            unit, (Workplace.Paracetamol, "C1", 100, 400), (Workplace.Captopril, "C2", 25, 100), (Workplace.Captopril, "C3", 15, 200));
        await using var screen = await workplace.Open();
        await Workplace.SignIn(screen.Page, "Farmacia", unit, "/conteos/nuevo");
        await screen.Page.GetByText("Todas las claves (2)").WaitForAsync();
        var keys = new CounterTests.Keys(screen.Page);
        await CounterTests.Focused(screen.Page, "Clave por contar");
        await keys.Type("0104");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, $"Contado, {Workplace.Paracetamol} lote C1");
        await keys.Type("90");
        await workplace.Client.Put(Pharmacist(unit), $"/dispensing/prescriptions/{Guid.CreateVersion7()}", new
        {
            facility = unit, folio = "C-1",
            lines = (object[])[new { line = 1, clave = Workplace.Paracetamol, prescribed = 10, dispensed = 10 }],
        });
        await keys.Press("Enter");
        await keys.Type("0574");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, $"Contado, {Workplace.Captopril} lote C2");
        await keys.Press("Enter"); // as the book says
        await keys.Type("12");
        await keys.Press("Enter");
        await keys.Press("Control+Enter");
        await screen.Page.GetByText("Diferencias: 2 de 2 claves").WaitForAsync();
        Assert.Empty(await Items(unit, $"/inventory/counts?facility={unit}"));
        await keys.Press("Control+Enter");
        await screen.Page.GetByText("Conteo guardado").WaitForAsync();

        await Eventually(unit, $"/inventory/counts?facility={unit}", x => x.GetProperty("items").GetArrayLength() == 1);
        var id = (await Items(unit, $"/inventory/counts?facility={unit}"))[0].GetProperty("id").GetString();
        var count = await Read(unit, $"/inventory/counts/{id}");
        Assert.Equal(
            [("C1", -10L), ("C2", 0L), ("C3", -3L)],
            count.GetProperty("document").GetProperty("lines").EnumerateArray()
                .Select(x => (x.GetProperty("lot").GetString()!, x.GetProperty("difference").GetInt64())).Order());
        await Has(unit, ("C1", "usable", 80), ("C2", "usable", 25), ("C3", "usable", 12));

        await screen.Go("/conteos");
        await screen.Page.Locator("main h1").FocusAsync();
        await PressUntil(screen.Page, "Tab", "() => document.activeElement.closest('tbody th') !== null");
        await keys.Press("Enter");
        await screen.Arrives($"/conteos/{id}");
        await Reach(screen.Page, "Revertir este conteo");
        await keys.Press("Enter");
        await keys.Type("se contó otro anaquel");
        await keys.Press("Enter");
        await screen.Page.GetByText("Revertido por").WaitForAsync();
        await Has(unit, ("C1", "usable", 90), ("C2", "usable", 25), ("C3", "usable", 15));
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task A_storekeeper_adjusts_and_moves_and_finds_it_in_the_ledger()
    {
        Chromium.SkipWhereMissing();
        var unit = await NewUnit("HGIMB000040");
        await Receive(unit, (Workplace.Paracetamol, "A1", 100, 400), (Workplace.Captopril, "A2", 40, 100));
        await using var screen = await workplace.Open();
        await Workplace.SignIn(screen.Page, "Almacén", unit, "/ajustes/nuevo");
        await HasCopy(screen.Page, unit);
        var keys = new CounterTests.Keys(screen.Page);
        await CounterTests.Focused(screen.Page, "Clave, renglón 1");
        await keys.Type("0104");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, "Lote, renglón 1");
        await keys.Press("Enter");
        await keys.Type("3");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, "Motivo, renglón 1");
        await keys.Type("Rotura");
        await keys.Press("Control+Enter");
        await screen.Page.GetByText("Ajuste guardado").WaitForAsync();
        await Has(unit, ("A1", "usable", 97), ("A2", "usable", 40));

        await screen.Go("/movimientos-internos/nuevo");
        await CounterTests.Focused(screen.Page, "Clave, renglón 1");
        await keys.Type("0574");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, "Lote, renglón 1");
        await keys.Press("Enter");
        await keys.Type("5");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, "A dónde, renglón 1");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, "Queda, renglón 1");
        await keys.Type("cu");
        await keys.Press("Control+Enter");
        await screen.Arrives("/movimientos-internos/");
        await screen.Page.GetByText("principal, útil → principal, cuarentena").WaitForAsync();
        await Has(unit, ("A1", "usable", 97), ("A2", "quarantine", 5), ("A2", "usable", 35));

        await screen.Go($"/existencias?lado=libro&codigo={Workplace.Paracetamol}&lote=A1");
        await screen.Page.GetByRole(AriaRole.Cell, new PageGetByRoleOptions { Name = "−3", Exact = true }).WaitForAsync();
        await screen.Page.Locator("main h1").FocusAsync();
        await Reach(screen.Page, "ajuste");
        await keys.Press("Enter");
        await screen.Arrives("/ajustes/");
        await screen.Settled();
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task A_reception_a_count_and_an_adjustment_without_a_network_are_each_stored_once_and_a_refused_one_is_corrected()
    {
        Chromium.SkipWhereMissing();
        var unit = await NewUnit("HGIMB000052");
        await Receive(unit, (Workplace.Captopril, "O1", 40, 100), (Workplace.Metformin, "O2", 10, 100));
        var shipment = await Send(unit, TimeSpan.FromDays(-1), (Workplace.Paracetamol, "O3", 200, 300));
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.Open(line);
        await Workplace.SignIn(screen.Page, "Farmacia", unit, "/recepciones");
        await HasCopy(screen.Page, unit);
        var keys = new CounterTests.Keys(screen.Page);
        line.Cut();

        await screen.Go($"/recepciones/{shipment}"); // for the first time on this device
        await CounterTests.Focused(screen.Page, $"Bueno, {Workplace.Paracetamol} lote O3");
        await keys.Press("Alt+b");
        await keys.Press("Control+Enter");
        await screen.Page.GetByText("Recepción guardada").WaitForAsync();

        await screen.Go("/conteos/nuevo");
        await CounterTests.Focused(screen.Page, "Clave por contar");
        await keys.Type("0104");
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, $"Contado, {Workplace.Paracetamol} lote O3"); // it has been received here
        await keys.Type("198");
        await keys.Press("Control+Enter");
        await screen.Page.GetByText("Diferencias: 1 de 1 claves").WaitForAsync();
        await keys.Press("Control+Enter");
        await screen.Page.GetByText("Conteo guardado").WaitForAsync();

        await screen.Go("/ajustes/nuevo");
        await Adjust("0574", "4", "Rotura");
        await Adjust("5165", "8", "Derrame");
        await screen.Go("/cola");
        await screen.Page.GetByText("Por enviar: 4").WaitForAsync();

        // Meanwhile somebody else has taken most of one lot away, and the answer to the count is lost on its way.
        var other = await workplace.Client.Put(Pharmacist(unit), $"/inventory/adjustments/{Guid.CreateVersion7()}", new
        {
            facility = unit,
            lines = (object[])[new
            {
                clave = Workplace.Metformin, lot = "O2", expiresOn = Day(Today.AddDays(100)), quantity = -7, reason = "Caducado",
            }],
        });
        Assert.True(other.Status == 201, $"{other}");
        line.Loses = "PUT /inventory/counts/";
        line.Restore();
        await screen.Page.EvaluateAsync("() => { dispatchEvent(new Event('focus')) }");
        await line.Lost.WaitAsync(TimeSpan.FromMinutes(5));
        line.Loses = null;
        line.Cut(); // the browser would wait for the answer
        line.Restore();
        await screen.Page.GetByText("Por enviar: 0").WaitForAsync(new LocatorWaitForOptions { Timeout = 5 * Screen.Patience });
        await screen.Page.GetByText("Por corregir: 1").WaitForAsync();
        Assert.Single(await Items(unit, $"/inventory/counts?facility={unit}"));
        Assert.Equal(2, (await Items(unit, $"/inventory/adjustments?facility={unit}")).Count);
        Assert.Equal("received", (await Read(unit, $"/inventory/shipments/{shipment}")).GetProperty("status").GetString());
        await Has(unit, ("O1", "usable", 36), ("O2", "usable", 3), ("O3", "usable", 198));

        await screen.Page.Locator("main h1").FocusAsync();
        await Reach(screen.Page, "Corregir");
        await keys.Press("Enter");
        await screen.Page.GetByText("hay 3 piezas que se puedan quitar").WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { NameRegex = new("hay 3 piezas") }).FocusAsync();
        await keys.Press("Enter");
        await CounterTests.Focused(screen.Page, "Piezas, renglón 1");
        await keys.Press("Control+a");
        await keys.Type("2");
        await keys.Press("Control+Enter");
        await Has(unit, ("O1", "usable", 36), ("O2", "usable", 1), ("O3", "usable", 198));
        Assert.Equal(3, (await Items(unit, $"/inventory/adjustments?facility={unit}")).Count);

        async Task Adjust(string clave, string pieces, string reason)
        {
            await CounterTests.Focused(screen.Page, "Clave, renglón 1");
            await keys.Type(clave);
            await keys.Press("Enter");
            await CounterTests.Focused(screen.Page, "Lote, renglón 1");
            await keys.Press("Enter");
            await keys.Type(pieces);
            await keys.Press("Enter");
            await CounterTests.Focused(screen.Page, "Motivo, renglón 1");
            await keys.Type(reason);
            await keys.Press("Control+Enter");
            await screen.Page.GetByText($"{reason.ToLowerInvariant()}.").WaitForAsync();
        }
    }

    [Fact]
    public async Task The_store_s_pages_have_no_violation_in_both_themes_and_widths()
    {
        Chromium.SkipWhereMissing();
        var unit = await NewUnit("HGIMB000064");
        await Receive(
            unit, (Workplace.Paracetamol, "X1", 100, 400), (Workplace.Captopril, "X2", 40, -3), (Workplace.Metformin, "X3", 8, 20));
        var shipment = await Send(
            unit, TimeSpan.FromDays(-3), (Workplace.Paracetamol, "X4", 60, -1), (Workplace.Captopril, "X5", 20, 90));
        await PutDocument("counts", new
        {
            facility = unit, countedAt = TimeProvider.System.GetUtcNow(),
            lines = (object[])[new { clave = Workplace.Metformin, lot = "X3", expiresOn = Day(Today.AddDays(20)), quantity = 6 }],
        });
        var gone = await PutDocument("adjustments", new
        {
            facility = unit,
            lines = (object[])[new
            {
                clave = Workplace.Paracetamol, lot = "X1", expiresOn = Day(Today.AddDays(400)), quantity = -2, reason = "Rotura",
            }],
        });
        await PutDocument("transfers", new
        {
            facility = unit,
            lines = (object[])[new
            {
                clave = Workplace.Paracetamol, lot = "X1", expiresOn = Day(Today.AddDays(400)), quantity = 3,
                to = new { location = "urgencias" },
            }],
        });
        foreach (var width in new[] { 1440, 390 })
        {
            await using (var screen = await workplace.Open(width))
            {
                await Workplace.SignIn(screen.Page, "Farmacia", unit, "/recepciones");
                await HasCopy(screen.Page, unit);
                await Looks("recepciones", "/recepciones");
                await screen.Go($"/recepciones/{shipment}");
                await screen.Page.GetByLabel($"Bueno, {Workplace.Paracetamol} lote X4").FillAsync("58");
                await screen.Page.GetByLabel($"Dañado, {Workplace.Paracetamol} lote X4").FillAsync("1");
                await screen.Page.Keyboard.PressAsync("Alt+o");
                await Looks("recepcion", null);
                await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Descartar" }).ClickAsync();
                await screen.Go("/conteos/nuevo");
                await screen.Page.GetByText("Todas las claves (3)").ClickAsync();
                await screen.Page.GetByLabel($"Contado, {Workplace.Metformin} lote X3").FillAsync("5");
                await screen.Page.Keyboard.PressAsync("Control+Enter");
                await screen.Page.GetByText("Diferencias: 1").WaitForAsync();
                await Looks("conteo-nuevo", null);
                await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Descartar" }).ClickAsync();
                await Looks("conteos", "/conteos");
                await Looks("existencias", "/existencias");
                await Looks("existencias-lotes", "/existencias?lado=lotes");
                await Looks("existencias-libro", $"/existencias?lado=libro&codigo={Workplace.Paracetamol}");
                await Looks("ajustes", "/ajustes");
                await Looks("ajuste", $"/ajustes/{gone}");
                await screen.Go("/ajustes/nuevo");
                await screen.Page.Keyboard.PressAsync("Control+Enter");
                await screen.Page.GetByText("Hay 1 problema").WaitForAsync();
                await Looks("ajuste-nuevo", null);
                await Looks("movimientos-internos", "/movimientos-internos");
                await Looks("movimiento-nuevo", "/movimientos-internos/nuevo");
                Assert.Empty(screen.Errors);

                async Task Looks(string name, string? path)
                {
                    if (path is not null)
                        await screen.Go(path);
                    await screen.Settled();
                    foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                    {
                        await screen.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                        var found = string.Join('\n', await screen.Violations());
                        Assert.True(found.Length == 0, $"{name} {width} {scheme}: {found}");
                        await screen.Picture(name, width, scheme);
                    }
                    Assert.True(
                        await screen.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"),
                        $"{name} {width}: the page scrolls sideways");
                }
            }
        }

        async Task<Guid> PutDocument(string list, object body)
        {
            var id = Guid.CreateVersion7();
            var reply = await workplace.Client.Put(Pharmacist(unit), $"/inventory/{list}/{id}", body);
            Assert.True(reply.Status == 201, $"{reply}");
            return id;
        }
    }

    private static Actor Pharmacist(string unit) => new("pharmacy", Workplace.State, unit, "Farmacia");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A unit for one test, whose stock nobody else disturbs.</summary>
    private async Task<string> NewUnit(string code)
    {
        var reply = await workplace.Client.Put(
            Actor.Central, $"/catalog/facilities/{code}",
            new { name = $"Centro de Salud {code[^2..]}", state = Workplace.State, municipality = "Acatlán", kind = "healthUnit" });
        Assert.True(reply.Status == 201, $"{reply}");
        return code;
    }

    /// <summary>Into a unit's stock from a supplier, 30 days ago; each lot expires so many days from today.</summary>
    private Task Receive(string facility, params (string Clave, string Lot, int Pieces, int Days)[] lots) =>
        Receive(Pharmacist(facility), facility, lots);

    private async Task Receive(Actor by, string facility, (string Clave, string Lot, int Pieces, int Days)[] lots)
    {
        var reply = await workplace.Client.Put(by, $"/inventory/receipts/{Guid.CreateVersion7()}", new
        {
            facility, supplier = "Proveedor de prueba", receivedOn = Day(Today.AddDays(-30)),
            lines = lots.Select(x => new { clave = x.Clave, lot = x.Lot, expiresOn = Day(Today.AddDays(x.Days)), quantity = x.Pieces }),
        });
        Assert.True(reply.Status == 201, $"{reply}");
    }

    /// <summary>A shipment that left the warehouse some time ago with exactly these lots: it has no others of their claves.</summary>
    private async Task<Guid> Send(string unit, TimeSpan ago, params (string Clave, string Lot, int Pieces, int Days)[] lots)
    {
        await Receive(storekeeper, Warehouse, lots);
        var id = Guid.CreateVersion7();
        var reply = await workplace.Client.Put(storekeeper, $"/inventory/shipments/{id}", new
        {
            from = Warehouse, to = unit, dispatchedAt = TimeProvider.System.GetUtcNow() + ago,
            lines = lots.Select(x => new { clave = x.Clave, quantity = x.Pieces }),
        });
        Assert.True(reply.Status == 201, $"{reply}");
        return id;
    }

    private async Task<JsonElement> Read(string unit, string path)
    {
        var reply = await workplace.Client.Get(Pharmacist(unit), path);
        Assert.True(reply.Status == 200, $"{path}: {reply}");
        return reply.Json;
    }

    private Task<List<JsonElement>> Items(string unit, string path) => workplace.Client.List(Pharmacist(unit), path);

    private async Task<JsonElement> Eventually(string unit, string path, Func<JsonElement, bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await Read(unit, path);
            if (holds(found))
                return found;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(2), $"{path} stays at {found}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private async Task<List<(string Lot, string Condition, int Pieces)>> Stock(string unit) =>
        [.. (await Items(unit, $"/inventory/stock?facility={unit}"))
            .Select(x => (x.GetProperty("lot").GetString()!, x.GetProperty("condition").GetString()!, x.GetProperty("onHand").GetInt32()))
            .Order()];

    /// <summary>The unit comes to have exactly this.</summary>
    private async Task Has(string unit, params (string Lot, string Condition, int Pieces)[] stock)
    {
        var began = TimeProvider.System.GetTimestamp();
        List<(string, string, int)> found;
        while (!(found = await Stock(unit)).SequenceEqual(stock))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(2), $"stays at {string.Join(' ', found)}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static List<(string Lot, int Good, int Damaged, int InTransit)> Lots(JsonElement shipment) =>
        [.. shipment.GetProperty("lines").EnumerateArray().Select(x => (
            x.GetProperty("lot").GetString()!, x.GetProperty("good").GetInt32(), x.GetProperty("damaged").GetInt32(),
            x.GetProperty("inTransit").GetInt32()))];

    /// <summary>The device has its copy of the unit's claves, stock and shipments.</summary>
    private static async Task HasCopy(IPage page, string unit)
    {
        while (!await page.EvaluateAsync<bool>(
            """
            name => new Promise(done => {
                const open = indexedDB.open('abasto')
                open.onsuccess = () => {
                    open.result.transaction('copies').objectStore('copies').getKey(name).onsuccess = x => {
                        open.result.close()
                        done(x.target.result !== undefined)
                    }
                }
            })
            """, $"pack.{unit}"))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    /// <summary>Tab until something that begins with this text has the focus.</summary>
    private static async Task Reach(IPage page, string text)
    {
        for (var i = 0; i < 200; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(
                "text => (document.activeElement.innerText ?? '').trim().startsWith(text)"
                + " || (document.activeElement.getAttribute('aria-label') ?? '').startsWith(text)", text))
                return;
        }
        Assert.Fail($"No Tab of 200 reached «{text}».");
    }

    private static async Task PressUntil(IPage page, string key, string condition)
    {
        for (var i = 0; i < 200; i++)
        {
            await page.Keyboard.PressAsync(key);
            if (await page.EvaluateAsync<bool>(condition))
                return;
        }
        Assert.Fail($"No {key} of 200 reached {condition}.");
    }
}
