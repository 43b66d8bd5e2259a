namespace Supply.Inventory.Persistence;

/// <summary>The recalls that hold at one facility.</summary>
public sealed class ActiveRecalls(IEnumerable<Recall> recalls)
{
    private readonly Dictionary<(string Clave, string Lot), DateTimeOffset> since =
        recalls.GroupBy(x => (x.Clave, x.Lot)).ToDictionary(x => x.Key, x => x.Min(y => y.RecalledAt));

    public bool Hold(string clave, string lot) => since.ContainsKey((clave, lot));

    /// <summary>The date of the first of them on the facility's wall; null: the lot may be used.</summary>
    public DateOnly? Since(string clave, string lot, string zone) => since.TryGetValue((clave, lot), out var at) ? Zones.DateAt(at, zone) : null;
}
