using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>Nothing typed is lost and nothing is sent twice, whatever the network, the tab and the clock do.</summary>
[Collection(AtTheCounter.Name)]
public sealed class OfflineTests(Workplace workplace, ITestOutputHelper output)
{
    private const int PerDay = 100;

    [Fact]
    public async Task Three_days_without_a_network_and_a_tab_killed_while_it_sends_leave_each_prescription_once()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address) { ClockAhead = TimeSpan.FromDays(-3) };
        await using var screen = await workplace.Open(line);
        var context = screen.Page.Context;
        await DeviceClock.Install(screen.Page, line.ClockAhead); // the server's clock goes with it
        await Workplace.SignIn(screen.Page);
        await screen.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        await Workplace.HasCopy(screen.Page);
        line.Cut();
        for (var day = 0; day < 3; day++)
        {
            await DeviceClock.Move(screen.Page, TimeSpan.FromDays(day - 3));
            await screen.Page.ReloadAsync(); // the computer was off over night
            await screen.Page.Locator("#folio").WaitForAsync();
            await Workplace.HasCopy(screen.Page);
            var times = await screen.Page.EvaluateAsync<JsonElement>(Hand.Script, new { from = day * PerDay, count = PerDay });
            output.WriteLine($"day {day}: Enter {Hand.Spread(times.GetProperty("enter"))}, save {Hand.Spread(times.GetProperty("save"))}");
            await Waiting(screen.Page, (day + 1) * PerDay);
        }
        await DeviceClock.Move(screen.Page, TimeSpan.Zero);
        line.ClockAhead = TimeSpan.Zero;

        // The service stores what it gets, and the tab is gone before it hears of it.
        line.Loses = "/dispensing/prescriptions/batch";
        line.Restore();
        await Focus(screen.Page);
        await line.Lost.WaitAsync(TimeSpan.FromMinutes(5));
        await screen.Page.CloseAsync();
        line.Loses = null;

        var next = await context.NewPageAsync();
        await Workplace.SignIn(next);
        await next.GotoAsync("/cola");
        await next.GetByText("Todo llegó al servidor.").WaitForAsync();
        var rows = await workplace.Client.List(Workplace.Pharmacist, $"/dispensing/prescriptions?facility={Workplace.Unit}");
        var written = rows.Where(x => x.GetProperty("folio").GetString()!.StartsWith("D-0", StringComparison.Ordinal)).ToList();
        Assert.Equal(3 * PerDay, written.Count);
        Assert.Equal(3 * PerDay, written.Select(x => x.GetProperty("folio").GetString()).Distinct().Count());
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(
            [(1, PerDay), (2, PerDay), (3, PerDay)],
            written.GroupBy(x => (int)Math.Round((now - x.GetProperty("presentedAt").GetDateTimeOffset()).TotalDays))
                .Select(x => (x.Key, x.Count())).OrderBy(x => x));
    }

    [Fact]
    public async Task Two_tabs_send_each_prescription_once()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.OpenCounter(line);
        var context = screen.Page.Context;
        var other = await context.NewPageAsync();
        await Workplace.SignIn(other);
        await Workplace.HasCopy(other);
        line.Cut();
        await screen.Page.EvaluateAsync(Hand.Script, new { from = 5000, count = 20 });
        await other.EvaluateAsync(Hand.Script, new { from = 5020, count = 20 });
        await Waiting(screen.Page, 40);
        await Waiting(other, 40);
        var sent = new List<string>();
        context.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/dispensing/prescriptions/batch", StringComparison.Ordinal) && request.PostData is { } body)
                lock (sent)
                    sent.AddRange(body.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        };
        line.Restore();
        await Task.WhenAll(Focus(screen.Page), Focus(other)); // both begin at one moment
        await Waiting(screen.Page, 0);
        await Waiting(other, 0);
        Assert.Equal(40, sent.Count);
        Assert.Equal(40, sent.Select(x => JsonSerializer.Deserialize<JsonElement>(x).GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_refused_one_is_set_apart_holds_up_nobody_and_is_corrected_under_its_id()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.OpenCounter(line);
        var keys = new CounterTests.Keys(screen.Page);
        line.Cut();
        await Write("R-1", "ayer 08:00");
        await Write("R-2Я", null); // a letter of another alphabet: the service refuses it
        await Write("R-3", null);
        await Waiting(screen.Page, 3);
        line.Restore();
        await Focus(screen.Page);
        await workplace.Stored("R-3");
        await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Corregir" }).ClickAsync();
        await Assertions.Expect(screen.Page.Locator("#folio")).ToHaveValueAsync("R-2Я");
        Assert.Equal("true", await screen.Page.Locator("#folio").GetAttributeAsync("aria-invalid"));
        await screen.Page.Locator("#folio").FillAsync("R-2");
        await screen.Page.Keyboard.PressAsync("Control+Enter");
        Assert.Equal("recorded", (await workplace.Stored("R-2")).GetProperty("status").GetString());
        await Waiting(screen.Page, 0);

        async Task Write(string folio, string? presented)
        {
            if (presented is not null)
                await screen.Page.Locator("#presentada").FillAsync(presented);
            await screen.Page.Locator("#folio").FocusAsync();
            await keys.Type(folio);
            await keys.Press("Enter");
            await keys.Line("0104", "3", null);
            await keys.Press("Control+Enter");
            await screen.Page.GetByText($"{folio} guardada").WaitForAsync();
        }
    }

    [Fact]
    public async Task A_clock_that_is_three_hours_ahead_is_said_and_taken_out_of_the_hour()
    {
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.Open(line);
        await DeviceClock.Install(screen.Page, TimeSpan.FromHours(3));
        await Workplace.SignIn(screen.Page);
        await screen.Page.GetByText("va 3 h adelantado").WaitForAsync();
        await Workplace.HasCopy(screen.Page);
        line.Cut();
        var before = TimeProvider.System.GetUtcNow();
        await screen.Page.EvaluateAsync(Hand.Script, new { from = 7000, count = 1 });
        line.Restore();
        await Focus(screen.Page);
        var stored = await workplace.Stored("D-7000");
        Assert.InRange(
            stored.GetProperty("presentedAt").GetDateTimeOffset(), before.AddSeconds(-5), TimeProvider.System.GetUtcNow().AddSeconds(5));
    }

    [Fact]
    public async Task The_patient_is_in_no_store_no_request_and_no_title()
    {
        const string patient = "CURP-SECRETO-8842";
        Chromium.SkipWhereMissing();
        await using var line = new Line(workplace.Program.Address);
        await using var screen = await workplace.OpenCounter(line);
        var bodies = new List<string>();
        screen.Page.Request += (_, request) => bodies.Add($"{request.Url} {request.PostData}");
        line.Cut();
        foreach (var folio in (string[])["P-1", "P-2"])
        {
            await screen.Page.Locator("#folio").FillAsync(folio);
            await screen.Page.Locator("#paciente").FillAsync(patient);
            await CounterTests.Saved(screen.Page);
            Assert.DoesNotContain(patient, await Dump(screen.Page), StringComparison.Ordinal);
            await screen.Page.GetByLabel("Clave, renglón 1").FillAsync("0104");
            await screen.Page.GetByLabel("Clave, renglón 1").PressAsync("Enter");
            await screen.Page.GetByLabel("Recetado, renglón 1").FillAsync("1");
            await screen.Page.Keyboard.PressAsync("Control+Enter");
            await screen.Page.GetByText($"{folio} guardada").WaitForAsync();
        }
        Assert.DoesNotContain(patient, await Dump(screen.Page), StringComparison.Ordinal);
        Assert.DoesNotContain(patient, await screen.Page.TitleAsync(), StringComparison.Ordinal);
        line.Restore();
        await Focus(screen.Page);
        var id = (await workplace.Stored("P-1")).GetProperty("id").GetString();
        Assert.True((await workplace.Read($"/dispensing/prescriptions/{id}")).GetProperty("patientLinked").GetBoolean());
        await Waiting(screen.Page, 0);
        Assert.DoesNotContain(bodies, x => x.Contains(patient, StringComparison.Ordinal));
        Assert.DoesNotContain(patient, await Dump(screen.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_activity_is_stated_and_owed_pieces_are_delivered()
    {
        await using var screen = await workplace.OpenCounter();
        await Workplace.HasCopy(screen.Page);
        var keys = new CounterTests.Keys(screen.Page);
        await keys.Type("O-1");
        await keys.Press("Enter");
        await keys.Line("0574", "30", "10");
        await keys.Press("Control+Enter");
        await workplace.Stored("O-1");
        await screen.Go("/por-entregar");
        await screen.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "O-1" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Entregar", Exact = true }).ClickAsync();
        await screen.Page.GetByText("Entrega guardada.").WaitForAsync();
        var id = (await workplace.Stored("O-1")).GetProperty("id").GetString();
        await workplace.Eventually($"/dispensing/prescriptions/{id}", x => x.GetProperty("owed")[0].GetProperty("owed").GetInt32() == 0);

        await screen.Go("/dias");
        var state = screen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("^Declarar sin actividad") }).First;
        if (await state.CountAsync() > 0) // on the first of a month no earlier day is missing
        {
            await state.ClickAsync();
            var month = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(-6)).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            await workplace.Eventually(
                $"/dispensing/reports/{Workplace.Unit}?month={month}", x => x.GetProperty("withoutActivity").GetInt32() == 1);
        }
        Assert.Empty(screen.Errors);
    }

    private static async Task Waiting(IPage page, int count) => await page.WaitForFunctionAsync(
        "count => document.querySelector('[data-waiting]')?.innerText.replaceAll(',', '') === String(count)", count,
        new PageWaitForFunctionOptions { Timeout = 5 * Screen.Patience });

    /// <summary>Everything that the browser keeps for the application, as text and with bytes as their letters.</summary>
    private static Task<string> Dump(IPage page) => page.EvaluateAsync<string>(
        """
        async () => {
            const text = x => JSON.stringify(x, (_, y) => y instanceof Uint8Array ? String.fromCharCode(...y) : y)
            const all = [{ ...localStorage }, { ...sessionStorage }]
            for (const { name } of await indexedDB.databases()) {
                const db = await new Promise((done, fail) => {
                    const open = indexedDB.open(name)
                    open.onsuccess = () => done(open.result)
                    open.onerror = fail
                })
                for (const store of db.objectStoreNames)
                    all.push(await new Promise(done => {
                        db.transaction(store).objectStore(store).getAll().onsuccess = x => done(x.target.result)
                    }))
                db.close()
            }
            return text(all)
        }
        """);

    /// <summary>Somebody looks at the window, which then sends at once.</summary>
    internal static async Task Focus(IPage page) => await page.EvaluateAsync("() => { dispatchEvent(new Event('focus')) }");
}
