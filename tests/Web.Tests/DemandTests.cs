using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>Demand by keys alone: a state asks, central supply computes, imports, consolidates, two others approve and publish.</summary>
[Collection(AtTheCounter.Name)]
public sealed class DemandTests(Workplace workplace)
{
    private const string State = "18", Buyer = "EF-18", Unit = "NTIMB000011", Period = "DIA-18";
    private const string BuyerInAnnex = "IMSS BIENESTAR EF_ADHERIDA_NAYARIT";
    private const int Claves = 60, Monthly = 100, Months = 12, Edited = 30;

    private static readonly Actor planner = new("central", Name: "Planeadora"), medical = new("central", Name: "Médica"),
        administrative = new("central", Name: "Administradora"), state = new("state", State, Name: "Nayarit");
    private static readonly CultureInfo mexico = CultureInfo.GetCultureInfo("es-MX");
    private static readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    private static readonly string lastMonth = today.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
    private static readonly string path = $"/planning/demand/{Period}";

    [Fact]
    public async Task A_period_goes_from_the_consumption_to_its_publication()
    {
        await Know();
        await Consumption();
        await Opened();
        await Requested();
        await Imported();
        await Consolidated();
        await Published();
    }

    /// <summary>Central supply computes the CPM, sees what is missing in it, and makes it official.</summary>
    private async Task Consumption()
    {
        await using var screen = await workplace.OpenAs(planner, "/cpm");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await TabTo(page, "Último mes");
        await keys.Press("Tab");
        await keys.Type("3");
        await keys.Press("Tab");
        await keys.Press("Enter");
        var row = page.Locator("tbody tr", new PageLocatorOptions { HasText = "3 meses" }).First;
        await row.GetByText("terminada").WaitForAsync();
        await TabTo(page, "Hacer oficial");
        await keys.Press("Enter");
        await page.GetByText("Lo usarán la demanda que sigue abierta").WaitForAsync();
        await keys.Press("Enter");
        await row.GetByText("✓ oficial").WaitForAsync();
        var run = (await Read("/planning/cpm/runs?window=3")).GetProperty("items")[0];
        Assert.Equal(("official", planner.Name), (run.GetProperty("standing").GetString(), run.GetProperty("officialBy").GetString()));

        // Of six months one was reported: too few, and the list says which are missing.
        var exploring = (await Read("/planning/cpm/runs?window=6")).GetProperty("items")[0].GetProperty("id").GetString();
        await screen.Go($"/cpm?documento={exploring}&lado=insuficiente&clave={Clave(1)}");
        await page.GetByText("cuentan 1 de 6 meses; sin informe:").First.WaitForAsync();
        Assert.Empty(screen.Errors);
    }

    private async Task Opened()
    {
        await using var screen = await workplace.OpenAs(planner, "/demanda");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await TabTo(page, "Periodo");
        await keys.Type(Period.ToLowerInvariant());
        await keys.Press("Tab");
        await keys.Type(today.AddMonths(1).ToString("yyyy-MM", CultureInfo.InvariantCulture));
        await keys.Press("Tab");
        await keys.Press("Control+a");
        await keys.Type($"{Months}");
        await keys.Press("Enter");
        await screen.Arrives($"/demanda/{Period}");
        await screen.Settled();
        await Eventually($"{path}?buyer={Buyer}&group=total", x => x.GetProperty("items")[0].GetProperty("lines").GetInt32() == Claves);
        Assert.Empty(screen.Errors);
    }

    /// <summary>A quantity that is far from what was consumed needs its reason; what was typed outlives the window.</summary>
    private async Task Requested()
    {
        await using var screen = await workplace.OpenAs(state, $"/demanda/{Period}/solicitud");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await CounterTests.Focused(page, $"Cantidad, {Clave(1)}");
        await keys.Type("1200");
        await keys.Press("Enter");
        await CounterTests.Focused(page, $"Cantidad, {Clave(2)}");
        await keys.Type("9,000");
        await keys.Press("Enter");
        await CounterTests.Focused(page, $"Justificación, {Clave(2)}");
        await CounterTests.Saved(page);
        await page.ReloadAsync();
        await page.GetByText("Al enviar: 2 renglones").WaitForAsync();
        await keys.Press("Control+Enter");
        await CounterTests.Focused(page, "Hay 1 problema");
        Assert.Contains("falta justificar 9,000", await page.Locator(".notice.bad").InnerTextAsync(), StringComparison.Ordinal);
        await keys.Press("Tab");
        await keys.Press("Enter");
        await CounterTests.Focused(page, $"Justificación, {Clave(2)}");
        await keys.Type("Abre un hospital.");
        await keys.Press("Control+Enter");
        await page.GetByText("Enviada: 2 renglones, 10,200 piezas, versión 1.").WaitForAsync();
        await page.GetByText($"Pide 2 de").WaitForAsync();

        var stored = await Read($"{path}/requests/{Buyer}");
        Assert.Equal(
            [(Clave(1), 1200, null), (Clave(2), 9000, "Abre un hospital.")],
            stored.GetProperty("lines").EnumerateArray().Select(x => (
                x.GetProperty("clave").GetString()!, x.GetProperty("quantity").GetInt32(), x.GetProperty("justification").GetString())));

        // A second change is sent over the first; the rest stays.
        await CounterTests.Focused(page, $"Justificación, {Clave(2)}");
        await keys.Press("Enter");
        await CounterTests.Focused(page, $"Cantidad, {Clave(3)}");
        await keys.Press("=");
        await keys.Press("Control+Enter");
        await page.GetByText("Enviada: 3 renglones, 11,400 piezas, versión 2.").WaitForAsync();
        Assert.Empty(screen.Errors);
    }

    /// <summary>A file with three wrong rows: the others go in, and those come back with their reasons.</summary>
    private async Task Imported()
    {
        await using var screen = await workplace.OpenAs(planner, $"/demanda/{Period}/importar");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        var rows = Enumerable.Range(1, Claves).Select(x => $"{Clave(x)},{BuyerInAnnex},400,1000");
        var csv = string.Join('\n', [
            "CLAVE,INSTITUCION,MIN,MAX", .. rows, $"{Clave(1)},NADIE,4,10", $"{Clave(2)},{BuyerInAnnex},11,10",
            $"{Clave(3)},{BuyerInAnnex},4,diez"]);
        await page.Locator("#archivo").SetInputFilesAsync(new FilePayload
        {
            Name = "anexo.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(csv),
        });
        await page.GetByText("anexo.csv").WaitForAsync();
        await TabTo(page, "Importar");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Se rechazaron 3 renglones");
        await page.GetByText("63 recibidos: 60 nuevos").WaitForAsync();
        await TabTo(page, "Descargar los rechazados");
        var file = await page.RunAndWaitForDownloadAsync(() => keys.Press("Enter"));
        var lines = (await File.ReadAllTextAsync(await file.PathAsync())).TrimEnd().Split("\r\n");
        Assert.Equal("CLAVE,INSTITUCION,MIN,MAX,renglón,columna,motivo", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith($"{Clave(1)},NADIE,4,10,62,", lines[1], StringComparison.Ordinal);
        Assert.Empty(screen.Errors);
    }

    /// <summary>Thirty maximums in one sending; what another person changed meanwhile is shown before it is overwritten.</summary>
    private async Task Consolidated()
    {
        await using var screen = await workplace.OpenAs(planner, $"/demanda/{Period}?comprador={Buyer}");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        await CounterTests.Focused(page, Field(1));
        for (var i = 1; i <= Edited; i++)
        {
            await keys.Type($"{1000 + i}");
            await keys.Press("Enter");
            await CounterTests.Focused(page, Field(i + 1));
        }
        await keys.Press("Shift+Enter");
        await CounterTests.Focused(page, Field(Edited));
        await keys.Press("Escape");
        Assert.Equal("1,000", await page.GetByLabel(Field(Edited)).InputValueAsync());
        await keys.Press("Enter");
        await keys.Type("doce");
        await keys.Press("Enter");
        await page.Locator(".error-text", new PageLocatorOptions { HasText = "no es una cantidad" }).WaitForAsync();
        await keys.Press("Control+a");
        await keys.Type("777");
        await Put(medical, $"{path}/consolidated/{Buyer}/{Clave(Edited + 1)}", new { max = 555 }, $"\"{await Version(Edited + 1)}\"");
        await keys.Press("Control+Enter");
        await CounterTests.Focused(page, "Hay 1 problema");
        await page.GetByText($"{Edited - 1} guardados.").WaitForAsync();
        await page.GetByText("Otra persona puso 555").WaitForAsync();
        await keys.Press("Tab");
        await keys.Press("Enter");
        await CounterTests.Focused(page, Field(Edited + 1));
        await keys.Press("Enter");
        await keys.Press("Control+Enter");
        await page.GetByText("1 guardados.").WaitForAsync();
        Assert.Equal(2, screen.Asked.Count(x => x.EndsWith($"{path}/consolidated", StringComparison.Ordinal)));

        var stored = (await Read($"{path}?buyer={Buyer}&limit=100")).GetProperty("items").EnumerateArray()
            .ToDictionary(
                x => x.GetProperty("clave").GetString()!, x => (x.GetProperty("max").GetInt32(), x.GetProperty("min").GetInt32()));
        for (var i = 1; i <= Claves; i++)
        {
            var max = i < Edited ? 1000 + i : i == Edited + 1 ? 777 : 1000;
            Assert.Equal((max, (2 * max + 4) / 5), stored[Clave(i)]);
        }
        Assert.Empty(screen.Errors);

        static string Field(int i) => $"Máximo, {Clave(i)}, {Buyer}";
        async Task<int> Version(int i) =>
            (await Read($"{path}?buyer={Buyer}&clave={Clave(i)}")).GetProperty("items")[0].GetProperty("version").GetInt32();
    }

    /// <summary>The author may not approve, nobody approves both sides; what is approved is said before, and is what the API has.</summary>
    private async Task Published()
    {
        var sum = (await Read($"{path}?group=total")).GetProperty("items")[0];
        var shown = sum.GetProperty("consolidated").GetInt64().ToString("N0", mexico);
        await using var author = await workplace.OpenAs(planner, $"/demanda/{Period}");
        await Act(author, "Analizar", "Compara cada solicitud");
        await author.Page.GetByText("Analizar: hecho.").WaitForAsync();
        await Act(author, "Aprobar, lado médico", $"{shown} piezas", "1 se apartan del CPM");
        await author.Page.GetByText("Quien capturó o modificó la demanda no puede aprobarla.").WaitForAsync();
        await author.Page.GetByText("pida la aprobación a otra persona de abasto central").WaitForAsync();
        Expected(author, 409);

        await using var first = await workplace.OpenAs(new("central", Name: "Médica segunda"), $"/demanda/{Period}");
        await Act(first, "Aprobar, lado médico", $"{shown} piezas");
        await first.Page.GetByText("médico: hecho.").WaitForAsync();
        await Act(first, "Aprobar, lado administrativo", $"{shown} piezas");
        await first.Page.GetByText("los aprueban dos personas distintas").WaitForAsync();
        Expected(first, 409);

        await using var second = await workplace.OpenAs(administrative, $"/demanda/{Period}");
        await Act(second, "Aprobar, lado administrativo", $"{shown} piezas");
        await second.Page.GetByText("administrativo: hecho.").WaitForAsync();
        await Act(second, "Publicar", "Lo publicado ya no cambia", $"{shown} piezas");
        await second.Page.GetByText("Publicar: hecho.").WaitForAsync();
        await second.Page.Locator(".steps li.done", new PageLocatorOptions { HasText = "Publicada" }).WaitForAsync();
        Assert.Equal(0, await second.Page.Locator("tbody input").CountAsync());
        var edition = (await Read($"/planning/demand?period={Period}")).GetProperty("items")[0];
        Assert.Equal(
            ("published", "Médica segunda", administrative.Name, administrative.Name, 1),
            (edition.GetProperty("status").GetString(), edition.GetProperty("medicalBy").GetString(),
                edition.GetProperty("administrativeBy").GetString(), edition.GetProperty("publishedBy").GetString(),
                edition.GetProperty("requests").GetInt32()));
        Assert.Contains(shown, await second.Page.Locator(".sums").InnerTextAsync(), StringComparison.Ordinal);

        await TabTo(second.Page, "CSV");
        var file = await second.Page.RunAndWaitForDownloadAsync(() => second.Page.Keyboard.PressAsync("Enter"));
        var rows = (await File.ReadAllLinesAsync(await file.PathAsync())).Skip(1).Select(x => x.Split(',')).ToList();
        Assert.Equal(sum.GetProperty("lines").GetInt32(), rows.Count);
        await Act(second, "Abrir otra versión", "versión 2");
        await second.Page.GetByText("2 versiones").WaitForAsync();
        Assert.Empty(second.Errors);
    }

    /// <summary>Chooses an act, reads what it says, and does it.</summary>
    private static async Task Act(Screen screen, string name, params string[] says)
    {
        await screen.Settled();
        await TabTo(screen.Page, name + "…");
        await screen.Page.Keyboard.PressAsync("Enter");
        await CounterTests.Focused(screen.Page, name);
        var sheet = screen.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = name });
        foreach (var text in says)
            await sheet.GetByText(text).First.WaitForAsync();
        await TabTo(screen.Page, name);
        await screen.Page.Keyboard.PressAsync("Enter");
    }

    [Fact]
    public async Task A_list_of_claves_with_wrong_rows_goes_into_the_catalogue_and_a_bar_code_with_it()
    {
        Chromium.SkipWhereMissing();
        await using var screen = await workplace.OpenAs(planner, "/catalogo/claves/importar");
        var (page, keys) = (screen.Page, new CounterTests.Keys(screen.Page));
        const string csv = "clave;descripcion;ven\n010.000.7901.00;Catálogo uno;V\n10.1;Mala;V\n010.000.7902.00;Catálogo dos;Q\n";
        await page.Locator("#archivo").SetInputFilesAsync(new FilePayload
        {
            Name = "claves.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.Latin1.GetBytes(csv),
        });
        await page.GetByText("claves.csv").WaitForAsync();
        await TabTo(page, "Importar");
        await keys.Press("Enter");
        await CounterTests.Focused(page, "Se rechazaron 2 renglones");
        Assert.Equal(
            [("3", "clave"), ("4", "ven")],
            (await page.Locator("tbody tr").AllAsync()).Select(x => x.Locator("th, td")).Select(x =>
                (x.Nth(0).InnerTextAsync().GetAwaiter().GetResult(), x.Nth(1).InnerTextAsync().GetAwaiter().GetResult())));
        await TabTo(page, "Descargar los rechazados");
        var file = await page.RunAndWaitForDownloadAsync(() => keys.Press("Enter"));
        var rejected = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.Contains("010.000.7902.00;Catálogo dos;Q;4;\"ven\";", rejected, StringComparison.Ordinal);
        Assert.Equal("Catálogo uno", (await Read("/catalog/items/010.000.7901.00")).GetProperty("description").GetString());

        await screen.Go("/catalogo/claves");
        await TabTo(page, "Código o palabras");
        await keys.Type("catalogo uno");
        await keys.Press("Enter");
        await page.Locator("tbody tr").GetByText("010.000.7901.00").WaitForAsync();
        await TabTo(page, "010.000.7901.00");
        await keys.Press("Enter");
        await page.GetByText("Ninguno todavía.").WaitForAsync();
        await TabTo(page, "Agregar un código");
        await keys.Type("7501234567801");
        await keys.Press("Enter");
        await page.GetByText("dígito").First.WaitForAsync();
        Expected(screen, 422);
        await page.Locator("#gtin").FocusAsync();
        await keys.Press("Control+a");
        await keys.Type("7501234567886");
        await keys.Press("Enter");
        await page.Locator("b", new PageLocatorOptions { HasText = "07501234567886" }).WaitForAsync();
        Assert.Equal("010.000.7901.00", (await Read("/catalog/gtins/7501234567886")).GetProperty("clave").GetString());
    }

    [Fact]
    public async Task The_pages_of_planning_and_of_the_catalogue_have_no_violation_in_both_themes_and_widths()
    {
        await Know();
        await Put(planner, "/planning/demand/VISTA", new { from = $"{today.Year + 1}-01", months = 12 });
        await Put(planner, "/catalog/formularies/RURAL%20DE%20PRUEBA", new { claves = (string[])[Clave(1), Clave(2)] });
        var csv = $"CLAVE,INSTITUCION,MIN,MAX\n{Clave(1)},{BuyerInAnnex},40,100\n{Clave(2)},{BuyerInAnnex},50,100\n";
        Assert.Equal(200, (await workplace.Client.PostText(planner, "/planning/demand/VISTA/import", csv, "text/csv")).Status);
        await using var screen = await workplace.OpenAs(planner, "/demanda");
        foreach (var (name, at) in ((string, string)[])[
            ("demanda", "/demanda"), ("demanda-periodo", $"/demanda/VISTA?comprador={Buyer}"),
            ("demanda-comprador", "/demanda/VISTA?nivel=buyer"), ("demanda-importar", "/demanda/VISTA/importar"),
            ("solicitud", $"/demanda/VISTA/solicitud?comprador={Buyer}"), ("cpm", "/cpm?lado=insuficiente"),
            ("catalogo-claves", $"/catalogo/claves?documento={Clave(1)}&buscar=demanda"), ("catalogo-unidades", "/catalogo/unidades"),
            ("catalogo-cuadros", "/catalogo/cuadros?documento=RURAL DE PRUEBA"),
            ("catalogo-importar", "/catalogo/unidades/importar")])
        {
            await screen.Go(at);
            foreach (var width in new[] { 1440, 390 })
            {
                await screen.Page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
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
            }
            Assert.True(screen.Errors.Count == 0, $"{name}: {string.Join('\n', screen.Errors)}");
        }
    }

    private static string Clave(int i) => $"010.000.7{i:000}.00";

    /// <summary>A unit of the state that has handed out as much of each clave last month, which demand planning has heard of.</summary>
    private async Task Know()
    {
        Chromium.SkipWhereMissing();
        var items = string.Concat(Enumerable.Range(1, Claves).Select(x => $"{Clave(x)},\"Insumo de demanda {x}, tableta\"\n"));
        var imported = await workplace.Client.PostText(planner, "/catalog/items/import", $"clave,descripcion\n{items}", "text/csv");
        Assert.Equal(200, imported.Status);
        await Put(Actor.Central, $"/catalog/facilities/{Unit}", new
        {
            name = "Centro de Salud Tepic", state = State, municipality = "Tepic", kind = "healthUnit",
        });
        var pharmacy = Actor.Pharmacy(Unit);
        foreach (var some in Enumerable.Range(1, Claves).Chunk(20))
        {
            // The same id each time: a second test of the class records nothing twice.
            var id = new Guid(some[0], 0x18, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);
            await Put(pharmacy, $"/dispensing/prescriptions/{id}", new
            {
                facility = Unit, folio = $"DEM-{some[0]}", prescribedOn = $"{lastMonth}-15", presentedAt = $"{lastMonth}-15T12:00:00-07:00",
                lines = some.Select((x, i) => new { line = i + 1, clave = Clave(x), prescribed = Monthly, dispensed = Monthly }),
            });
        }
        for (var computed = 0; computed < Claves;)
        {
            var run = (await workplace.Client.Post(Actor.Central, "/planning/cpm/runs", new { asOf = lastMonth, window = 6 })).Json
                .GetProperty("id").GetString();
            await Eventually($"/planning/cpm/runs/{run}", x => x.GetProperty("status").GetString() == "finished");
            computed = (await Read($"/planning/cpm?run={run}&level=facility&code={Unit}&limit=1000")).GetProperty("items").GetArrayLength();
        }
    }

    private async Task Put(Actor actor, string at, object body, string? ifMatch = null)
    {
        var reply = await workplace.Client.Put(actor, at, body, ifMatch);
        Assert.True(reply.Status is 200 or 201, $"{at}: {reply}");
    }

    private async Task<JsonElement> Read(string at)
    {
        var reply = await workplace.Client.Get(Actor.Central, at);
        Assert.True(reply.Status == 200, $"{at}: {reply}");
        return reply.Json;
    }

    private async Task<JsonElement> Eventually(string at, Func<JsonElement, bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await Read(at);
            if (holds(found))
                return found;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(3), $"{at} stays at {found}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Nothing but these refusals, which a browser writes to its console.</summary>
    private static void Expected(Screen screen, params int[] statuses) => Assert.All(
        screen.Errors, x => Assert.Contains(statuses, y => x.Contains($"{y}", StringComparison.Ordinal)));

    /// <summary>By Tab to what is named or labelled so.</summary>
    private static async Task TabTo(IPage page, string name)
    {
        const string isThere =
            """
            name => {
                const x = document.activeElement
                return (x.matches('a, button') ? [x.innerText] : [...(x.labels ?? [])].map(y => y.innerText))
                    .some(y => y.trim().startsWith(name))
            }
            """;
        for (var i = 0; i < 150; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(isThere, name))
                return;
        }
        Assert.Fail($"No Tab of 150 reached «{name}».");
    }
}
