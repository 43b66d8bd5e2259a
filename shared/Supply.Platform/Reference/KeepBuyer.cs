using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <inheritdoc cref="KeepItem{TDb}"/>
public sealed class KeepBuyer<TDb>(TDb db) : IHandle<BuyerPublished> where TDb : ReferenceDb
{
    public async Task Handle(BuyerPublished message, CancellationToken ct)
    {
        await db.LockByName("buyer " + message.Code, ct);
        var known = await db.Buyers.SingleOrDefaultAsync(x => x.Code == message.Code, ct);
        if (known is null)
            db.Buyers.Add(known = new KnownBuyer { Code = message.Code });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.Name, known.Kind, known.State) = (message.Version, message.Name, message.Kind, message.State);
        known.Aliases = MessageJson.Write(message.Aliases ?? []);
    }
}
