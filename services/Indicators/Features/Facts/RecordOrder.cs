using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>An order counts where it goes to, on its date of issue.</summary>
public sealed class RecordOrder(IndicatorsDb db) : IHandleGroup<SupplyOrderChanged>
{
    private readonly IncomingFacts incoming = new(db, DocumentKind.Order);

    public Task Load(IReadOnlyList<SupplyOrderChanged> group, CancellationToken ct) =>
        incoming.Load(group.Select(x => (x.Id.ToString(), x.Version)), ct);

    public Task Handle(SupplyOrderChanged message, CancellationToken ct)
    {
        IncomingFacts.Require(FactContent.WhyNot(message));
        incoming.Add(message.Id.ToString(), message.Destination, ReferenceLookup.StateOf(message.Destination, message.State), message);
        return Task.CompletedTask;
    }
}
