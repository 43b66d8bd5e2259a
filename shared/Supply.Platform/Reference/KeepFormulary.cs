using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;
using Supply.Platform.Persistence;

namespace Supply.Platform.Reference;

/// <inheritdoc cref="KeepItem{TDb}"/>
public sealed class KeepFormulary<TDb>(TDb db) : IHandle<FormularyPublished> where TDb : ReferenceDb
{
    public async Task Handle(FormularyPublished message, CancellationToken ct)
    {
        await db.LockByName("formulary " + message.UnitType, ct);
        var known = await db.Formularies.SingleOrDefaultAsync(x => x.UnitType == message.UnitType, ct);
        if (known is null)
            db.Formularies.Add(known = new KnownFormulary { UnitType = message.UnitType });
        else if (known.Version >= message.Version)
            return;
        (known.Version, known.Claves) = (message.Version, MessageJson.Write(message.Claves));
    }
}
