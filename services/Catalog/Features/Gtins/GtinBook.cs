using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Catalog.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Catalog.Features.Gtins;

/// <summary>
/// Writes the table of bar codes. One writer at a time has it, so that the number of a change is also its place in the order of commits:
/// who has read to a number has missed none before it.
/// </summary>
internal sealed class GtinBook
{
    private readonly CatalogDb db;
    private long last;

    private GtinBook(CatalogDb db, long last) => (this.db, this.last) = (db, last);

    public static async Task<GtinBook> Open(CatalogDb db, CancellationToken ct)
    {
        await db.LockByName("gtins", ct);
        return new(db, await db.Gtins.MaxAsync(x => (long?)x.Change, ct) ?? 0);
    }

    /// <param name="stored">Null: the bar code is new.</param>
    public ItemGtin Write(ItemGtin? stored, Gtin gtin, Clave clave, FacilityCode? facility) =>
        Write(stored, gtin, row => (row.Clave, row.Deleted, row.ChangedAtFacility) = (clave.Value, false, facility?.Value));

    public void Delete(ItemGtin stored) => Write(stored, default, row => (row.Deleted, row.ChangedAtFacility) = (true, null));

    private ItemGtin Write(ItemGtin? stored, Gtin gtin, Action<ItemGtin> change)
    {
        if (stored is null)
            db.Gtins.Add(stored = new ItemGtin { Gtin = gtin.Value });
        change(stored);
        (stored.Version, stored.Change) = (stored.Version + 1, ++last);
        (stored.ChangedAt, stored.ChangedBy) = (db.Origin.Clock.Now(), db.Origin.Subject);
        return stored;
    }
}
