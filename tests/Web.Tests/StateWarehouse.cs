using System.Text.Json;

namespace Supply.Web.Tests;

/// <summary>A state warehouse with three units, far from where others record: what it has is what a test gave it.</summary>
internal sealed class StateWarehouse(Workplace workplace, int number)
{
    private const string State = "12", Supplier = "Laboratorios Guerrero";
    private static readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public string Code { get; } = $"ALM-{State}-{number:00}";
    public IReadOnlyList<string> Units { get; } = [Unit(number, 1), Unit(number, 2), Unit(number, 3)];
    public Actor Keeper => Actor.Warehouse(Code);

    public static DateOnly In(int days) => today.AddDays(days);

    public async Task<StateWarehouse> Opened()
    {
        await Place(Code, $"Almacén {number} de Guerrero", "stateWarehouse");
        foreach (var (unit, i) in Units.Select((x, i) => (x, i + 1)))
            await Place(unit, $"Centro de Salud {number}-{i}", "healthUnit");
        return this;
    }

    public async Task Receive(string facility, params (string Clave, string Lot, int Days, int Pieces)[] lots)
    {
        var who = facility == Code ? Keeper : Actor.Pharmacy(facility);
        await Done(workplace.Client.Put(who, $"/inventory/receipts/{Guid.CreateVersion7()}", new
        {
            facility, supplier = Supplier, receivedOn = In(-2),
            lines = lots.Select(x => new { clave = x.Clave, lot = x.Lot, expiresOn = In(x.Days), quantity = x.Pieces }),
        }));
    }

    /// <summary>An approved order of a unit to this warehouse, which has heard of it.</summary>
    public async Task<Guid> Order(int daysAgo, string unit, params (string Clave, int Pieces)[] lines)
    {
        var id = Guid.CreateVersion7();
        await Issue(id, new
        {
            state = State, issuedOn = In(-daysAgo), source = new { kind = "warehouse", id = Code }, destination = unit,
            promisedOn = In(5), emergency = false, lines = lines.Select(x => new { clave = x.Clave, quantity = x.Pieces }),
        });
        await Eventually(
            $"/orders/supply-orders/lines?source={Code}&sort=priority",
            x => x.GetProperty("items").EnumerateArray().Count(y => y.GetProperty("order").GetGuid() == id) == lines.Length);
        return id;
    }

    /// <summary>An approved order of this warehouse to a supplier, against awards of its own.</summary>
    public async Task<(Guid Order, IReadOnlyList<Guid> Awards)> OrderFromSupplier(params (string Clave, int Pieces)[] lines)
    {
        var (id, awards) = (Guid.CreateVersion7(), new List<Guid>());
        foreach (var (clave, pieces) in lines)
        {
            awards.Add(Guid.CreateVersion7());
            await OnceKnown(() => workplace.Client.Put(Actor.Central, $"/orders/awards/{awards[^1]}", new
            {
                supplier = Supplier, clave, from = In(-100), to = In(300), unitPrice = 3.5m, fundingSource = "U013",
                buyers = (object[])[new { buyer = $"EF-{State}", min = 0, max = pieces }],
            }));
        }
        await Issue(id, new
        {
            state = State, issuedOn = In(-3), source = new { kind = "supplier", id = Supplier }, destination = Code, promisedOn = In(5),
            emergency = false, lines = lines.Select((x, i) => new { clave = x.Clave, quantity = x.Pieces, award = awards[i] }),
        });
        return (id, awards);
    }

    public async Task<JsonElement> Read(string path) => (await Done(workplace.Client.Get(Keeper, path))).Json;

    public async Task<JsonElement> Eventually(string path, Func<JsonElement, bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await Read(path);
            if (holds(found))
                return found;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(5), $"{path} stays at {found}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    public static async Task<Reply> Done(Task<Reply> asked)
    {
        var reply = await asked;
        Assert.True(reply.Status is 200 or 201, $"{reply}");
        return reply;
    }

    private static string Unit(int number, int i) => $"GRIMB{number:000}{i:000}";

    private async Task Issue(Guid id, object order)
    {
        await OnceKnown(() => workplace.Client.Put(Actor.State_(State, "emite"), $"/orders/supply-orders/{id}", order));
        await Done(workplace.Client.Post(Actor.State_(State, "aprueba"), $"/orders/supply-orders/{id}/approve"));
    }

    /// <summary>Where the orders' copy of the catalogue is not there yet, what names it waits.</summary>
    private static async Task OnceKnown(Func<Task<Reply>> ask)
    {
        var began = TimeProvider.System.GetTimestamp();
        Reply reply;
        while ((reply = await ask()).Status is 422 or 503 && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        Assert.True(reply.Status == 201, $"{reply}");
    }

    private async Task Place(string code, string name, string kind)
    {
        var reply = await workplace.Client.Put(
            Actor.Central, $"/catalog/facilities/{code}", new { name, state = State, municipality = "Chilpancingo", kind });
        Assert.True(reply.Status is 200 or 201, $"{reply}");
    }
}
