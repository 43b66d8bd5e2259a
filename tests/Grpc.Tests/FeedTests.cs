using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Contracts.PurchaseOrders;
using Supply.Platform.Feeds;

namespace Supply.Grpc.Tests;

/// <summary>What the services stream is what they said.</summary>
public sealed class FeedTests
{
    // When it was told is the moment of telling; what was told has a version.
    private static readonly string[] moments = ["occurredAt", "recordedAt", "localDate"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_stream_holds_the_newest_message_of_every_document_and_nothing_else(bool postgres)
    {
        Postgres.Needed(postgres);
        await using var world = await World.Start(postgres);
        await world.Populate();
        var counts = new Dictionary<string, int>();
        foreach (var feed in world.Host.Services.GetServices<OfferedFeed>())
        {
            var facts = await Read(feed, "");
            counts[feed.Feed.Name] = facts.Count;
            foreach (var fact in facts)
            {
                var said = world.Said.Rows.Where(x => x.Type == fact.Type).Select(x => JsonNode.Parse(x.Body)!.AsObject())
                    .LastOrDefault(x => x["version"]!.GetValue<int>() == fact.Version && Names(x, fact.Document));
                Assert.True(said is not null, $"{fact.Type} {fact.Document} {fact.Version} was never said");
                var streamed = JsonNode.Parse(fact.Body)!.AsObject();
                foreach (var moment in feed.Feed == Feed.Positions || feed.Feed == Feed.StockOutDays ? moments : [])
                    Assert.Equal(said.Remove(moment), streamed.Remove(moment));
                Assert.Equal(said.ToJsonString(), streamed.ToJsonString());
            }
            for (var i = 0; i < facts.Count; i += 7) // from anywhere it goes on with the same
                Assert.Equal(facts.Skip(i + 1).Select(x => x.Key), (await Read(feed, facts[i].Key)).Select(x => x.Key));
            Assert.Equal(facts.Count, facts.Select(x => x.Key).Distinct().Count());
            await Assert.ThrowsAsync<ResumeKeyException>(() => Read(feed, "nonsense"));
        }
        int Said<T>(Func<JsonNode, string> document) => world.Said.Rows.Where(x => x.Type == typeof(T).FullName)
            .Select(x => document(JsonNode.Parse(x.Body)!)).Distinct().Count();
        static string Pair(JsonNode x) => $"{x["facility"]}|{x["clave"]}";
        var catalogue = Said<BuyerPublished>(x => $"{x["code"]}") + Said<ItemPublished>(x => $"{x["clave"]}")
            + Said<FacilityPublished>(x => $"{x["code"]}{x["version"]}") + Said<FormularyPublished>(x => $"{x["unitType"]}")
            + Said<FundingSourcePublished>(x => $"{x["code"]}") + Said<LocationPublished>(x => $"{x["code"]}");
        Assert.Equal(catalogue, counts["catalogue"]);
        Assert.Equal(Said<PrescriptionChanged>(x => $"{x["id"]}"), counts["prescriptions"]);
        Assert.Equal(Said<DailyReportMade>(x => $"{x["facility"]}{x["localDate"]}"), counts["daily-reports"]);
        Assert.Equal(Said<SupplyOrderChanged>(x => $"{x["id"]}"), counts["supply-orders"]);
        Assert.Equal(Said<StockPositionChanged>(Pair), counts["positions"]);
        Assert.Equal(Said<StockOutDaysChanged>(x => Pair(x) + x["month"]), counts["stock-out-days"]);
        Assert.Equal(Said<DemandApproved>(x => $"{x["period"]}{x["buyer"]}"), counts["approved-demand"]);
        Assert.Equal((5, 2, 1), (counts["prescriptions"], counts["supply-orders"], counts["approved-demand"]));
        Assert.All(counts, x => Assert.True(x.Value > 0, x.Key));
    }

    private static bool Names(JsonObject said, string document) => document.Split('|')
        .All(part => said.Any(x => x.Value is JsonValue && x.Value.ToString() == part));

    private static async Task<List<StreamedFact>> Read(OfferedFeed feed, string after)
    {
        var facts = new List<StreamedFact>();
        await foreach (var fact in feed.Read(after, default))
            facts.Add(fact);
        return facts;
    }
}

internal static class Postgres
{
    public static void Needed(bool postgres) =>
        Assert.SkipWhen(postgres && TestServers.Missing(TestServer.Postgres) is not null, TestServers.Missing(TestServer.Postgres) ?? "");
}
