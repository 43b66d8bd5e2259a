using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>A shipment or a supplier's receipt that names the order; Inventory has it under its kind and id.</summary>
/// <param name="Place">Where the pieces go. Only those to the order's destination count.</param>
/// <param name="InTransit">Pieces of all claves that are on their way.</param>
/// <param name="Good">Pieces of all claves that were received and usable on arrival.</param>
/// <param name="ReceivedOn">The last date on which good pieces were received; null: none were.</param>
public sealed record DeliveryView(
    [OneOf(Delivery.Shipment, Delivery.Receipt)] string Kind, Guid Id, string Place, long InTransit, long Good, DateOnly? ReceivedOn)
{
    public static DeliveryView Of(Delivery x)
    {
        var content = MessageJson.Read<DeliveryContent>(x.Content);
        return new(
            x.Kind, x.Id, x.Place, content.Claves.Sum(y => y.InTransit), content.Claves.Sum(y => y.Good),
            content.Received.Where(y => y.Good > 0).Select(y => (DateOnly?)y.On).Max());
    }
}
