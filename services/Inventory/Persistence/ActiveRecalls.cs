using Supply.Inventory.Domain;

namespace Supply.Inventory.Persistence;

/// <summary>The recalls that hold at one facility.</summary>
public sealed class ActiveRecalls(IEnumerable<Recall> recalls)
{
    private readonly Dictionary<(string Clave, string Lot), Recall> first =
        recalls.GroupBy(x => (x.Clave, x.Lot)).ToDictionary(x => x.Key, x => x.MinBy(y => (y.RecalledAt, y.Id))!);

    public bool Hold(string clave, string lot) => first.ContainsKey((clave, lot));

    /// <summary>The first of them; null: the lot may be used.</summary>
    public Recall? Of(string clave, string lot) => first.GetValueOrDefault((clave, lot));

    /// <inheritdoc cref="Of"/>
    public LotRecall? At(string clave, string lot, string zone) => Of(clave, lot) is { } recall
        ? new(recall.Id, recall.RecalledAt, Zones.DateAt(recall.RecalledAt, zone), recall.Reason) : null;

    /// <summary>Its date on the facility's wall.</summary>
    public DateOnly? Since(string clave, string lot, string zone) =>
        Of(clave, lot) is { } recall ? Zones.DateAt(recall.RecalledAt, zone) : null;
}
