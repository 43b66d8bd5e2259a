namespace Supply.EndToEnd;

/// <summary>
/// A random history of two states, the same for the same seed: receipts, orders with their shipments and receptions, and
/// prescriptions of every kind. At the pairs of unit and clave that <see cref="IsTracked"/> names, every line names its
/// lots and nothing is handed out beyond the book, so that the end is known lot by lot.
/// </summary>
public sealed class Scenario
{
    private static readonly string[] claves =
    [
        "010.000.0104.00", "010.000.0101.00", "010.000.1711.00", "010.000.2127.00", "040.000.2499.00", "060.345.3798", "060.066.0039",
        "020.000.3800.00",
    ];

    private Scenario(int seed, ScenarioSize size) => (Seed, Acts) = (seed, new ScenarioLife(seed, size, claves).Live());

    public static IReadOnlyList<Place> Places { get; } =
    [
        new("ALM-13-01", "13", "stateWarehouse", "PACHUCA DE SOTO", "America/Mexico_City"),
        new("ALM-02-01", "02", "stateWarehouse", "MEXICALI", "America/Tijuana"),
        new("HGIMB900001", "13", "healthUnit", "ACTOPAN", "America/Mexico_City"),
        // twice
        new("HGIMB900002", "13", "mobileUnit", "ZIMAPAN", "America/Mexico_City",
            Changes: [new("HGSSA900012", "HGSSA900002"), new("HGIMB900002", "HGSSA900012")]),
        // two become one
        new("HGIMB900003", "13", "hospital", "TULANCINGO DE BRAVO", "America/Mexico_City",
            Changes: [new("HGIMB900003", "HGSSA900003", "HGSSA900013")]),
        new("BCIMB900001", "02", "healthUnit", "TIJUANA", "America/Tijuana", Changes: [new("BCIMB900001", "BCSSA900001")]),
        new("BCIMB900002", "02", "hospital", "MEXICALI", "America/Tijuana"),
        new("BCIMB900003", "02", "healthUnit", "ENSENADA", "America/Tijuana", Late: true),
    ];

    public static IReadOnlyList<Item> Items { get; } = [.. claves.Select(x => new Item(x, x[..3] is "010" or "030" or "040" or "060"))];

    public int Seed { get; }

    /// <summary>In the order in which they happened.</summary>
    public IReadOnlyList<Act> Acts { get; }

    public static Scenario Of(int seed, ScenarioSize size) => new(seed, size);

    /// <summary>Every prescription line of the pair names the lots of all its pieces.</summary>
    public static bool IsTracked(string place, string clave) => (place[^1] + Array.IndexOf(claves, clave)) % 3 == 0;

    /// <summary>
    /// The acts in an order in which they could arrive, each after those that it needs. With disorder 0 as they happened, with
    /// 1 entirely at random, with a negative one the last first.
    /// </summary>
    public IReadOnlyList<Act> Arriving(int seed, double disorder) => Order([.. Acts], new Random(seed), disorder);

    /// <summary>
    /// Parts of so many acts as they happened, each in an order of its own: what has arrived after any of them is a history that could end
    /// there as soon as the catalogue has said all, with the receipts of all lots that were handed out.
    /// </summary>
    public IEnumerable<IReadOnlyList<Act>> ArrivingInParts(int seed, double disorder, int acts)
    {
        var shuffle = new Random(seed);
        return Acts.Chunk(acts).Select(x => Order(x, shuffle, disorder)).ToList();
    }

    private static List<Act> Order(Act[] acts, Random shuffle, double disorder)
    {
        var byPriority = acts.Select((act, i) =>
            (act, Priority: disorder < 0 ? -i : shuffle.NextDouble() < disorder ? shuffle.NextDouble() * acts.Length : i))
            .OrderBy(x => x.Priority).Select(x => x.act);
        var byId = acts.ToDictionary(x => x.Id);
        var (sent, order) = (new HashSet<Guid>(), new List<Act>());
        foreach (var act in byPriority)
            Send(act);
        return order;

        void Send(Act act)
        {
            if (!sent.Add(act.Id))
                return;
            foreach (var needed in act.After)
                if (byId.TryGetValue(needed, out var before)) // else it is in an earlier part
                    Send(before);
            order.Add(act);
        }
    }
}
