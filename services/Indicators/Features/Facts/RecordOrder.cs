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
        Facts.Require(FactContent.WhyNot(message));
        var id = message.Id.ToString();
        if (await db.NewVersionOf(FactKind.Order, id, message.Version, message.Destination, ct) is not { } facility)
            return;
        var state = Facts.StateOf(facility, message.State);
        await db.Append(FactKind.Order, id, message.Destination, Facts.StateOf(message.Destination, message.State), message, ct);
        var claves = message.Lines.Select(x => x.Clave).ToHashSet(StringComparer.Ordinal);
        claves.ExceptWith(await db.OrderClaves.Where(x => x.DocumentId == id && claves.Contains(x.Clave)).Select(x => x.Clave).ToListAsync(ct));
        db.OrderClaves.AddRange(claves.Select(clave => new OrderClave { Clave = clave, DocumentId = id }));
        var destination = await db.Place(facility, message.LocalDate, ct);
        var classOf = await db.Classes(message.Lines.Select(x => x.Clave), ct);
        await db.Apply(FactKind.Order, id, message.Version, message.Destination, facility, state, message.LocalDate, OrderRule.Judge(message, destination, classOf), ct);
    }
}
