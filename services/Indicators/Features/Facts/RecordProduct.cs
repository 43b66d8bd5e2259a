using Supply.Contracts.Catalog;
using Supply.Indicators.Persistence;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Features.Facts;

/// <summary>Only a change of the product class changes figures; the pass keeps that in the log and drops the rest.</summary>
public sealed class RecordProduct(IndicatorsDb db) : IHandleGroup<ItemPublished>
{
    private readonly IncomingFacts incoming = new(db, DocumentKind.Item);

    public Task Load(IReadOnlyList<ItemPublished> group, CancellationToken ct) =>
        incoming.Load(group.Select(x => (x.Clave, x.Version)), ct);

    public Task Handle(ItemPublished message, CancellationToken ct)
    {
        incoming.Add(message.Clave, "", "", message);
        return Task.CompletedTask;
    }

    /// <summary>A class that a newer catalogue invents counts as none of the official two.</summary>
    public static ProductClass ClassOf(ItemPublished message) =>
        Enum.TryParse<ProductClass>(message.ProductClass, ignoreCase: true, out var given) ? given : ProductClass.Other;
}
