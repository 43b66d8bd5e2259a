using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Persistence;

namespace Supply.Inventory.Features.Documents;

/// <summary>A document that is sent again is the same under the former and the present code of its facility.</summary>
internal static class FirstSpelling
{
    /// <returns>The code for the fingerprint: as the document was recorded, where that code and the given one are one facility.</returns>
    public static async Task<string> Of(InventoryDb db, StockDocumentKind kind, Guid id, string given, CancellationToken ct)
    {
        var first = await db.Documents.AsNoTracking().Where(x => x.Kind == kind && x.Id == id).Select(x => x.StatedFacility)
            .SingleOrDefaultAsync(ct);
        return await db.FirstSpelling(given, first, ct);
    }
}
