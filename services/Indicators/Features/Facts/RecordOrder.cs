using Microsoft.EntityFrameworkCore;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>An order counts where it goes to, on its date of issue.</summary>
public sealed class RecordOrder(IndicatorsDb db) : IHandle<SupplyOrderChanged>
{
    public async Task Handle(SupplyOrderChanged message, CancellationToken ct)
    {
        FactLog.Require(FactContent.WhyNot(message));
        var id = message.Id.ToString();
        if (await new FactLog(db).LockForNew(DocumentKind.Order, id, message.Version, message.Destination, ct) is not { } facility)
            return;
        var state = ReferenceLookup.StateOf(facility, message.State);
        await new FactLog(db).Append(DocumentKind.Order, id, message.Destination,
            ReferenceLookup.StateOf(message.Destination, message.State), message, ct);
        var claves = message.Lines.Select(x => x.Clave).ToHashSet(StringComparer.Ordinal);
        claves.ExceptWith(await db.OrderClaves.Where(x => x.DocumentId == id && claves.Contains(x.Clave)).Select(x => x.Clave)
            .ToListAsync(ct));
        db.OrderClaves.AddRange(claves.Select(clave => new OrderClave { Clave = clave, DocumentId = id }));
        var destination = await new ReferenceLookup(db).Facility(facility, message.LocalDate, ct);
        var classOf = await new ReferenceLookup(db).Classes(message.Lines.Select(x => x.Clave), ct);
        var judged = OrderRule.Judge(message, destination, classOf);
        await new DocumentTallies(db).Put(new(DocumentKind.Order, id, message.Version, message.Destination, facility, state,
            message.LocalDate), judged, ct);
    }
}
