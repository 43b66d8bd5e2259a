using Google.Protobuf;
using Grpc.Core;
using Supply.Grpc.Wire;
using Supply.Platform.Feeds;

namespace Supply.Grpc;

/// <summary>
/// Every feed is one and the same call, from a key on; the files in <c>Protos</c> give it a name of its own at each owner.
/// </summary>
internal static class FeedCalls
{
    private static readonly Marshaller<ReadFrom> request = Marshallers.Create(x => x.ToByteArray(), ReadFrom.Parser.ParseFrom);
    private static readonly Marshaller<Fact> answer = Marshallers.Create(x => x.ToByteArray(), Fact.Parser.ParseFrom);

    public static readonly IReadOnlyDictionary<Feed, Method<ReadFrom, Fact>> All = new Dictionary<Feed, Method<ReadFrom, Fact>>
    {
        [Feed.Catalogue] = Call("supply.catalog.v1.Catalog", "Snapshot"),
        [Feed.Prescriptions] = Call("supply.dispensing.v1.Dispensing", "ReplayPrescriptions"),
        [Feed.DailyReports] = Call("supply.dispensing.v1.Dispensing", "ReplayDailyReports"),
        [Feed.SupplyOrders] = Call("supply.orders.v1.PurchaseOrders", "ReplayOrders"),
        [Feed.Positions] = Call("supply.inventory.v1.Inventory", "Positions"),
        [Feed.StockOutDays] = Call("supply.inventory.v1.Inventory", "StockOutDays"),
        [Feed.ApprovedDemand] = Call("supply.planning.v1.DemandPlanning", "ReplayApprovedDemand"),
    };

    private static Method<ReadFrom, Fact> Call(string service, string name) =>
        new(MethodType.ServerStreaming, service, name, request, answer);
}
