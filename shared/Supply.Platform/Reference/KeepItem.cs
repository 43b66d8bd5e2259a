using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <summary>Keeps the local copy of the catalogue at the newest version that has arrived.</summary>
public sealed class KeepItem<TDb>(TDb db) : IHandle<ItemPublished> where TDb : ReferenceDb
{
    public async Task Handle(ItemPublished message, CancellationToken ct)
    {
        await db.LockByName("item " + message.Clave, ct);
        var known = await db.Items.SingleOrDefaultAsync(x => x.Clave == message.Clave, ct);
        if (known is null)
            db.Items.Add(known = new KnownItem { Clave = message.Clave });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.Description, known.ProductClass, known.Ven) = (
            message.Version, message.Description, message.ProductClass, message.Ven);
        (known.Active, known.Controlled, known.ColdChain) = (message.Active, message.Controlled, message.ColdChain);
    }
}
