using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Supply.Benchmarks;

/// <summary>Facilities of the 23 states that operate, claves, and a lot of each clave at each facility; the same in every run.</summary>
internal sealed class Network(int facilities, int claves)
{
    public const int PiecesOfLot = 1_000_000;

    private static readonly FederalState[] states = [.. FederalState.All.Where(x => x.Operates)];

    public string[] Facilities { get; } =
        [.. Enumerable.Range(0, facilities).Select(x => $"{states[x % states.Length].Prefix}IMB{800_000 + x}")];

    public string[] Claves { get; } = [.. Enumerable.Range(0, claves).Select(x => $"010.000.{1000 + x}.00")];

    public string[] Warehouses { get; } = [.. states.Select(x => $"ALM-{x.Code}-01")];

    public DateOnly Today { get; } = Zones.DateAt(TimeProvider.System.GetUtcNow(), Zones.Default);

    public static string WarehouseOf(string facility) => $"ALM-{FacilityCode.Stored(facility).State.Code}-01";

    /// <summary>Through the real routes: catalogue, then a receipt of all claves at each facility.</summary>
    /// <returns>Pieces on hand.</returns>
    public async Task<long> Prepare(RunningSystem system, Api api, bool withWarehouses = false)
    {
        await Prepare(api, system.Quiet, withWarehouses);
        foreach (var service in RunningSystem.Services)
            await system.Execute(service, "VACUUM ANALYZE"); // as autovacuum does after some minutes
        return await system.Ask<long>("inventory", "SELECT sum(on_hand)::bigint FROM balances");
    }

    /// <param name="quiet">Waits until everybody has heard of everything.</param>
    public async Task Prepare(Api api, Func<TimeSpan, Task> quiet, bool withWarehouses = false)
    {
        await Catalogue(api, withWarehouses);
        await quiet(TimeSpan.FromMinutes(5));
        string[] places = withWarehouses ? [.. Facilities, .. Warehouses] : Facilities;
        await Load.Each(places.Length, i => Stock(api, places[i]));
        await quiet(TimeSpan.FromMinutes(10));
    }

    /// <summary>A lot of each clave.</summary>
    public Task Stock(Api api, string place) => api.Put(
        RoleAt(place), place, $"/inventory/receipts/{Guid.CreateVersion7()}", Receipt(place, Claves, "L1", Today.AddDays(-40)));

    public static string RoleAt(string place) => place.StartsWith("ALM", StringComparison.Ordinal) ? "warehouse" : "pharmacy";

    public object Receipt(string place, IEnumerable<string> received, string lot, DateOnly on, int pieces = PiecesOfLot) => new
    {
        facility = place, supplier = "Distribuidora del Centro", receivedOn = on, receivedAt = Noon(on),
        lines = received.Select(x => new { clave = x, lot, expiresOn = Today.AddYears(2), quantity = pieces }),
    };

    /// <summary>Three lines, of which every tenth is one piece short.</summary>
    /// <param name="after">After noon in the capital, at most ten hours: the same date in every zone.</param>
    public Prescription Prescribe(Random random, string facility, DateOnly date, TimeSpan after) => new(
        Guid.CreateVersion7(), facility, date, Noon(date) + after,
        [.. Distinct(random, 3).Select((clave, i) =>
        {
            var (prescribed, isShort) = (random.Next(1, 4), random.Next(10) == 0);
            return new AskedLine(i + 1, clave, prescribed, isShort ? prescribed - 1 : prescribed, isShort ? "insufficientStock" : null);
        })]);

    public IEnumerable<string> Distinct(Random random, int count)
    {
        var chosen = new HashSet<string>();
        while (chosen.Count < count)
            chosen.Add(Claves[random.Next(Claves.Length)]);
        return chosen;
    }

    /// <summary>In the capital.</summary>
    public static DateTimeOffset Noon(DateOnly date) => new(date, new TimeOnly(12, 0), TimeSpan.FromHours(-6));

    private async Task Catalogue(Api api, bool withWarehouses)
    {
        var csv = new StringBuilder("clave,descripcion,ven\n");
        foreach (var clave in Claves)
            csv.Append(CultureInfo.InvariantCulture, $"{clave},Medicamento {clave}. Tableta. Envase con 20 tabletas.,E\n");
        Accepted(await api.PostCsv("central", "/catalog/items/import", csv.ToString()));
        csv.Clear().Append("CLUES,NOMBRE TIPO ESTABLECIMIENTO,NOMBRE DE TIPOLOGIA,NOMBRE DE LA UNIDAD,ESTATUS DE OPERACION,")
            .Append("CLAVE NIVEL ATENCION,ESTRATO UNIDAD\n");
        foreach (var facility in Facilities)
            csv.Append(CultureInfo.InvariantCulture,
                $"{facility},DE CONSULTA EXTERNA,URBANO DE 03 NÚCLEOS BÁSICOS,Centro de salud {facility},EN OPERACION,1,URBANO\n");
        Accepted(await api.PostCsv("central", "/catalog/facilities/import", csv.ToString()));
        foreach (var warehouse in withWarehouses ? Warehouses : [])
            await api.Put("central", null, $"/catalog/facilities/{warehouse}", new
            {
                name = $"Almacén {warehouse}", state = warehouse[4..6], kind = "stateWarehouse",
            });
    }

    private static void Accepted(JsonElement report)
    {
        if (report.GetProperty("rejected").GetArrayLength() > 0)
            throw new WrongEndException($"The catalogue refuses {report.GetProperty("rejected")[0]}");
    }
}
