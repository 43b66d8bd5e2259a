using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <inheritdoc cref="KeepItem{TDb}"/>
public sealed class KeepFundingSource<TDb>(TDb db) : IHandle<FundingSourcePublished> where TDb : ReferenceDb
{
    public async Task Handle(FundingSourcePublished message, CancellationToken ct)
    {
        await db.LockByName("funding source " + message.Code, ct);
        var known = await db.Set<KnownFundingSource>().SingleOrDefaultAsync(x => x.Code == message.Code, ct);
        if (known is null)
            db.Add(known = new KnownFundingSource { Code = message.Code });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.KeptAt) = (message.Version, db.Origin.Clock.Now());
        (known.Name, known.Aliases) = (message.Name, MessageJson.Write(message.Aliases ?? []));
        (known.RingFenced, known.Active) = (message.RingFenced, message.Active);
    }
}
