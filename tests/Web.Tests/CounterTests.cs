using System.Text.Json;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>The counter by keys and by a scanner that is a keyboard.</summary>
[Collection(AtTheCounter.Name)]
public sealed class CounterTests(Workplace workplace)
{
    [Fact]
    public async Task Three_lines_take_at_most_twelve_keys_besides_codes_and_quantities()
    {
        await using var screen = await workplace.OpenCounter();
        var keys = new Keys(screen.Page);
        await keys.Type("T-300");
        await keys.Press("Enter");
        await keys.Line("0104", "20", "20");
        await keys.Press("Enter");
        await keys.Line("5165", "60", "30");
        await keys.Press("Enter");
        await Focused(screen.Page, "Motivo, renglón 2");
        await keys.Press("1");
        await keys.Line("0574", "5", null);
        await keys.Press("Control+Enter");
        Assert.True(keys.Count <= 12, $"{keys.Count} keys");

        var stored = await workplace.Read($"/dispensing/prescriptions/{(await workplace.Stored("T-300")).GetProperty("id").GetString()}");
        Assert.Equal(
            [(Workplace.Paracetamol, 20, 20, null), (Workplace.Metformin, 60, 30, "insufficientStock"), (Workplace.Captopril, 5, 5, null)],
            stored.GetProperty("lines").EnumerateArray().Select(x => (
                x.GetProperty("clave").GetString()!, x.GetProperty("prescribed").GetInt32(), x.GetProperty("dispensed").GetInt32(),
                x.GetProperty("reason").GetString())));
        Assert.False(stored.GetProperty("complete").GetBoolean());
        await Focused(screen.Page, "Folio");
        Assert.Equal("", await screen.Page.Locator("#folio").InputValueAsync());
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task Words_find_a_clave_and_the_stock_of_the_unit_is_beside_it()
    {
        await using var screen = await workplace.OpenCounter();
        await Workplace.HasCopy(screen.Page);
        var keys = new Keys(screen.Page);
        await keys.Type("T-PAL");
        await keys.Press("Enter");
        await keys.Type("cápsula diclo");
        var option = screen.Page.GetByRole(AriaRole.Option).First;
        await option.WaitForAsync();
        Assert.Contains("Diclofenaco", await option.InnerTextAsync(), StringComparison.Ordinal);
        await keys.Press("Enter");
        Assert.Equal("010.000.3417.00", await screen.Page.GetByLabel("Clave, renglón 1").InputValueAsync());
        await Focused(screen.Page, "Recetado, renglón 1");
        await Discard(screen.Page);
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task A_scan_goes_to_a_line_whatever_has_the_focus()
    {
        await using var screen = await workplace.OpenCounter();
        await Workplace.HasCopy(screen.Page);
        var keys = new Keys(screen.Page);
        await keys.Type("T-ESC");
        await screen.Page.Locator("#servicio").FocusAsync();
        await keys.Type("urg");
        await Scanner.Scan(screen.Page, "01040000"); // no code of a product: it is asked what it is
        Assert.Equal("urg", await screen.Page.Locator("#servicio").InputValueAsync());

        const string box = "]d20107501234567893172912311021LOTE7\u001d21000001";
        await screen.Page.Locator("#servicio").FocusAsync();
        await Scanner.Scan(screen.Page, box);
        Assert.Equal("urg", await screen.Page.Locator("#servicio").InputValueAsync());
        await screen.Page.GetByText("¿De qué clave es").WaitForAsync();
        await keys.Type("0104");
        await keys.Press("Enter");
        await Focused(screen.Page, "Recetado, renglón 1");
        Assert.Equal(Workplace.Paracetamol, await screen.Page.GetByLabel("Clave, renglón 1").InputValueAsync());
        await keys.Type("10");
        await keys.Press("Enter");
        await keys.Press("Enter");

        await workplace.Eventually(
            "/catalog/gtins?changedSince=0", x => x.GetProperty("items").EnumerateArray().Any(y =>
                y.GetProperty("gtin").GetString() == "07501234567893" && y.GetProperty("clave").GetString() == Workplace.Paracetamol));

        // Taught once, the device knows the box; the lot of the code is the line's.
        await screen.Page.Locator("#folio").FocusAsync();
        await Scanner.Scan(screen.Page, box.Replace("LOTE7", "LOTE8", StringComparison.Ordinal));
        await Focused(screen.Page, "Surtido, renglón 1");
        await Discard(screen.Page);
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task A_substitute_stands_in_for_its_line()
    {
        await using var screen = await workplace.OpenCounter();
        await Workplace.HasCopy(screen.Page);
        var keys = new Keys(screen.Page);
        await keys.Type("T-SUS");
        await keys.Press("Enter");
        await keys.Line("0574", "30", "0");
        await keys.Press("Alt+s");
        await Focused(screen.Page, "Sustituto del renglón 1");
        await keys.Type("2501");
        await keys.Press("Enter");
        await keys.Type("30");
        await keys.Press("Control+Enter");
        var stored = await workplace.Read($"/dispensing/prescriptions/{(await workplace.Stored("T-SUS")).GetProperty("id").GetString()}");
        Assert.True(stored.GetProperty("complete").GetBoolean());
        Assert.Equal(1, stored.GetProperty("lines")[1].GetProperty("substituteFor").GetInt32());
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task A_clave_that_the_device_does_not_know_is_recorded_and_said_to_be_unverified()
    {
        await using var screen = await workplace.OpenCounter();
        await Workplace.HasCopy(screen.Page);
        var keys = new Keys(screen.Page);
        await keys.Type("T-DES");
        await keys.Press("Enter");
        await keys.Type("010.000.9998.00");
        await keys.Press("Enter");
        await screen.Page.GetByText("sin verificar").WaitForAsync();
        await keys.Type("4");
        await keys.Press("Control+Enter");
        Assert.True((await workplace.Stored("T-DES")).GetProperty("unverified").GetBoolean());
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task What_cannot_be_is_said_at_its_field_before_anything_is_sent()
    {
        await using var screen = await workplace.OpenCounter();
        var keys = new Keys(screen.Page);
        await keys.Press("Control+Enter");
        await Focused(screen.Page, "Hay 1 problema");
        await keys.Type("T-MAL");
        await screen.Page.Locator("#folio").FocusAsync();
        await keys.Type("T-MAL");
        await keys.Press("Enter");
        await keys.Line("0104", "-3", null);
        await keys.Press("Control+Enter");
        await screen.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Renglón 1: lo recetado" }).ClickAsync();
        await Focused(screen.Page, "Recetado, renglón 1");
        Assert.Equal("true", await screen.Page.GetByLabel("Recetado, renglón 1").GetAttributeAsync("aria-invalid"));
        await screen.Page.GetByLabel("Recetado, renglón 1").FillAsync("1,200");
        await keys.Press("Control+Enter");
        var stored = await workplace.Stored("T-MAL");
        Assert.Equal(1200, stored.GetProperty("dispensed").GetInt64());
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task A_draft_outlives_the_window_and_two_windows_have_a_draft_each()
    {
        await using var screen = await workplace.OpenCounter();
        var keys = new Keys(screen.Page);
        await keys.Type("T-UNO");
        await Saved(screen.Page);
        var other = await screen.Page.Context.NewPageAsync();
        await Workplace.SignIn(other);
        Assert.Equal("", await other.Locator("#folio").InputValueAsync());
        await new Keys(other).Type("T-DOS");
        await Saved(other);
        await other.CloseAsync();
        await screen.Page.ReloadAsync();
        await screen.Page.Locator("#folio").WaitForAsync();
        Assert.Contains(await screen.Page.Locator("#folio").InputValueAsync(), (string[])["T-UNO", "T-DOS"]);
        await Discard(screen.Page);
        Assert.Empty(screen.Errors);
    }

    [Fact]
    public async Task The_counter_has_no_violation_in_both_themes_and_widths()
    {
        await using var screen = await workplace.OpenCounter();
        await Workplace.HasCopy(screen.Page);
        var keys = new Keys(screen.Page);
        await keys.Type("T-AXE");
        await keys.Press("Enter");
        await keys.Line("5165", "60", "30");
        await keys.Press("Alt+l");
        await screen.HasNoBarrier("captura");
        await Discard(screen.Page);
        foreach (var path in new[] { "recetas", "por-entregar", "dias", "cola" })
        {
            await screen.Go("/" + path);
            await screen.HasNoBarrier(path);
        }
        Assert.Empty(screen.Errors);
    }

    internal static async Task Focused(IPage page, string label) => await page.WaitForFunctionAsync(
        """
        label => {
            const x = document.activeElement
            return x.getAttribute('aria-label') === label || [...(x.labels ?? [])].some(y => y.innerText.startsWith(label))
                || x.innerText?.startsWith(label)
        }
        """, label);

    internal static Task Saved(IPage page) => page.GetByText("borrador guardado").WaitForAsync();

    internal static Task Discard(IPage page) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Descartar" }).ClickAsync();

    /// <summary>Typed by a person: codes and quantities, and the keys between them, which are counted.</summary>
    internal sealed class Keys(IPage page)
    {
        // Milliseconds between two keys: what comes faster is taken for a scanner.
        private const float Pace = 45;

        public int Count { get; private set; }

        public Task Type(string text) => page.Keyboard.TypeAsync(text, new KeyboardTypeOptions { Delay = Pace });

        public async Task Press(string key)
        {
            Count++;
            await page.Keyboard.PressAsync(key);
        }

        /// <summary>Clave, prescribed, given; without the last key, which a page may read differently.</summary>
        public async Task Line(string clave, string prescribed, string? dispensed)
        {
            await Type(clave);
            await Press("Enter");
            await Type(prescribed);
            if (dispensed is null)
                return;
            await Press("Enter");
            await Type(dispensed);
        }
    }
}
