using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>Only a change of the product class changes figures, and only that is a fact of the log.</summary>
public sealed class RecordProduct(IndicatorsDb db) : IHandle<ItemPublished>
{
    public async Task Handle(ItemPublished message, CancellationToken ct)
    {
        await new FactLog(db).Lock(ct);
        var known = await db.Products.SingleOrDefaultAsync(x => x.Clave == message.Clave, ct);
        if (known?.Version >= message.Version)
            return;
        var given = ClassOf(message);
        if (given != (known?.Class ?? ReferenceLookup.ClassOf(message.Clave)))
        {
            await new FactLog(db).Append(DocumentKind.Item, message.Clave, "", "", message, ct);
            await JudgeAgain.Request(db, DocumentKind.Item, message.Clave, ct);
        }
        if (known is null)
            db.Products.Add(known = new ProductRow { Clave = message.Clave });
        (known.Version, known.Class) = (message.Version, given);
    }

    /// <summary>A class that a newer catalogue invents counts as none of the official two.</summary>
    public static ProductClass ClassOf(ItemPublished message) =>
        Enum.TryParse<ProductClass>(message.ProductClass, ignoreCase: true, out var given) ? given : ProductClass.Other;
}
