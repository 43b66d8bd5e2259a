using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <inheritdoc cref="KeepItem{TDb}"/>
public sealed class KeepLocation<TDb>(TDb db) : IHandle<LocationPublished> where TDb : ReferenceDb
{
    public async Task Handle(LocationPublished message, CancellationToken ct)
    {
        await db.LockByName("location " + message.Code, ct);
        var known = await db.Set<KnownLocation>().SingleOrDefaultAsync(x => x.Code == message.Code, ct);
        if (known is null)
            db.Add(known = new KnownLocation { Code = message.Code });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.KeptAt) = (message.Version, db.Origin.Clock.Now());
        (known.Name, known.Aliases, known.Active) = (message.Name, MessageJson.Write(message.Aliases ?? []), message.Active);
    }
}
