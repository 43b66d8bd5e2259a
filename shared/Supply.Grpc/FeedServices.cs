using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Supply.Grpc.Wire;
using Supply.Platform.Feeds;

namespace Supply.Grpc;

/// <summary>Writes a stream of this process. Each write waits until the transport takes it, so that a slow reader costs a page and no more.</summary>
internal sealed class FeedServer(IEnumerable<OfferedFeed> feeds, IHostApplicationLifetime life)
{
    private readonly Dictionary<Feed, OfferedFeed> offered = feeds.ToDictionary(x => x.Feed);

    public async Task Send(Feed stream, ReadFrom from, IServerStreamWriter<Fact> facts, ServerCallContext call)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, life.ApplicationStopping);
        try
        {
            await foreach (var fact in offered[stream].Read(from.After, stop.Token))
                await facts.WriteAsync(
                    new Fact { Type = fact.Type, Document = fact.Document, Version = fact.Version, Body = UnsafeByteOperations.UnsafeWrap(fact.Body), Key = fact.Key }, stop.Token);
        }
        catch (OperationCanceledException) when (!call.CancellationToken.IsCancellationRequested && life.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The service is stopping."));
        }
    }
}

internal sealed class CatalogFeeds(FeedServer server) : Catalog.CatalogBase
{
    public override Task Snapshot(ReadFrom request, IServerStreamWriter<Fact> responseStream, ServerCallContext context) =>
        server.Send(Feed.Catalogue, request, responseStream, context);
}

internal sealed class DispensingFeeds(FeedServer server) : Dispensing.DispensingBase
{
    public override Task ReplayPrescriptions(ReadFrom request, IServerStreamWriter<Fact> responseStream, ServerCallContext context) =>
        server.Send(Feed.Prescriptions, request, responseStream, context);

    public override Task ReplayDailyReports(ReadFrom request, IServerStreamWriter<Fact> responseStream, ServerCallContext context) =>
        server.Send(Feed.DailyReports, request, responseStream, context);
}

internal sealed class OrdersFeeds(FeedServer server) : PurchaseOrders.PurchaseOrdersBase
{
    public override Task ReplayOrders(ReadFrom request, IServerStreamWriter<Fact> responseStream, ServerCallContext context) =>
        server.Send(Feed.SupplyOrders, request, responseStream, context);
}

internal sealed class InventoryFeeds(FeedServer server) : Inventory.InventoryBase
{
    public override Task Positions(ReadFrom request, IServerStreamWriter<Fact> responseStream, ServerCallContext context) =>
        server.Send(Feed.Positions, request, responseStream, context);

    public override Task StockOutDays(ReadFrom request, IServerStreamWriter<Fact> responseStream, ServerCallContext context) =>
        server.Send(Feed.StockOutDays, request, responseStream, context);
}

internal sealed class PlanningFeeds(FeedServer server) : DemandPlanning.DemandPlanningBase
{
    public override Task ReplayApprovedDemand(ReadFrom request, IServerStreamWriter<Fact> responseStream, ServerCallContext context) =>
        server.Send(Feed.ApprovedDemand, request, responseStream, context);
}
