using Microsoft.Playwright;

namespace Supply.Web.Tests;

/// <summary>A person who has never seen it finds what the role does most from its first page, in at most two actions.</summary>
[Collection(AtTheCounter.Name)]
public sealed class FirstPageTests(Workplace workplace)
{
    private static readonly Actor state = new("state", Workplace.State, Name: "Coordinación");
    private static readonly Actor storekeeper = new("warehouse", Workplace.State, Workplace.Unit, "Almacén");

    /// <summary>An action is a link or button by its name, or a key of the bar.</summary>
    private static readonly (Actor Who, string Home, string[] Actions, string Then)[] paths =
    [
        (Workplace.Pharmacist, "/mi-unidad", ["F2"], "/recetas/nueva"),
        (Workplace.Pharmacist, "/mi-unidad", ["F4"], "/recepciones"),
        (Workplace.Pharmacist, "/mi-unidad", ["F9"], "/conteos/nuevo"),
        (storekeeper, "/almacen", ["F2"], "/embarques/preparar"),
        (storekeeper, "/almacen", ["F4"], "/entradas/nueva"),
        (storekeeper, "/almacen", ["Retiros"], "/retiros"),
        (state, $"/entidades/{Workplace.State}", ["Órdenes por aprobar"], "/ordenes?lado=aprobar"),
        (state, $"/entidades/{Workplace.State}", ["Demanda"], "/demanda"),
        (state, $"/entidades/{Workplace.State}", [], "Unidades, de peor a mejor"),
        (Actor.Central, "/", ["Órdenes por aprobar"], "/ordenes?lado=aprobar"),
        (Actor.Central, "/", ["Demanda"], "/demanda"),
        (Actor.Central, "/", ["Nueva adjudicación"], "/adjudicaciones/nueva"),
        (Actor.Dashboard, "/", [], "Qué empeoró"),
        (Actor.Operator, "/operacion", [], "Mensajes apartados"),
        (Actor.Operator, "/operacion", [], "Trabajos"),
        (new Actor("auditor", Name: "Auditora"), "/indicadores", ["Auditoría"], "/auditoria"),
    ];

    [Fact]
    public async Task Each_role_reaches_what_it_does_most_in_at_most_two_actions()
    {
        Chromium.SkipWhereMissing();
        foreach (var role in paths.GroupBy(x => (x.Who, x.Home)))
        {
            await using var screen = await workplace.OpenAs(role.Key.Who, "/entrar");
            await screen.Arrives(role.Key.Home);
            foreach (var (_, home, actions, then) in role)
            {
                Assert.InRange(actions.Length, 0, 2);
                await screen.Go(home);
                foreach (var action in actions)
                    if (action.Length == 2)
                        await screen.Page.Keyboard.PressAsync(action);
                    else
                        await screen.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = action }).First.PressAsync("Enter");
                if (then[0] == '/')
                    await screen.Arrives(then);
                else
                    await screen.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = then }).First.WaitForAsync();
                await screen.Settled();
                Assert.NotEqual("Esta página no existe", await screen.Page.Locator("h1").First.InnerTextAsync());
            }
            Assert.Empty(screen.Errors);
        }
    }
}
