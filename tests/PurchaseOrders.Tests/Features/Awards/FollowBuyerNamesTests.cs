using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Features.Awards;
using Supply.PurchaseOrders.Persistence;

namespace Supply.PurchaseOrders.Tests.Features.Awards;

/// <summary>Awards that were stored under a name before the catalogue said which buyer that is.</summary>
public sealed class FollowBuyerNamesTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    private const string Path = "/orders/supply-orders/";

    // As it was stored while no buyer was known: under the text of the annex.
    private async Task<Guid> Stored(string name, long max = 100)
    {
        var award = await orders.Award(max, min: 40);
        await orders.Host.Db<OrdersDb, int>(async db =>
        {
            await db.AwardBuyers.Where(x => x.AwardId == award).ExecuteDeleteAsync();
            db.AwardBuyers.Add(new AwardBuyer { AwardId = award, Buyer = name, MinPieces = 40, MaxPieces = max });
            return await db.SaveChangesAsync();
        });
        return award;
    }

    // The tests of the class share the buyer, whatever their order.
    private async Task Alias(string name)
    {
        var version = await orders.Host.Db<OrdersDb, int>(db => db.Buyers.Where(x => x.Code == OrdersHost.Buyer)
            .Select(x => x.Version).SingleAsync());
        await orders.Host.Deliver(new BuyerPublished(
            OrdersHost.Buyer, version + 1, orders.Host.Clock.Now(), orders.Host.Clock.Now(), new DateOnly(2026, 10, 15), "Hidalgo", "state",
            "13", ["Estado de Hidalgo", name]));
    }

    private Task<Answer> Issue(Guid award, int pieces) =>
        orders.Issuer.Put(Path + Guid.CreateVersion7(), OrdersHost.ToSupplier(award, pieces));

    private async Task<AwardBuyerView[]> Buyers(Guid award) =>
        [.. (await orders.Central.Get($"/orders/awards/{award}")).Read<AwardView>().Buyers];

    private Task<List<string>> Audited(Guid award)
    {
        var document = award.ToString();
        return orders.Host.Db<OrdersDb, List<string>>(db => db.AuditTrail
            .Where(x => x.Document == document && x.Action.StartsWith("award.buyer-")).Select(x => x.Action + " " + x.Detail)
            .ToListAsync());
    }

    [Fact]
    public async Task They_follow_when_the_catalogue_tells_of_the_alias()
    {
        var award = await Stored("IMSS BIENESTAR EF_ADHERIDA_HIDALGO");
        await orders.Host.Run("orders", "follow-buyer-names");
        Assert.Equal("IMSS BIENESTAR EF_ADHERIDA_HIDALGO", Assert.Single(await Buyers(award)).Buyer);

        await Alias("imss bienestar ef_adherida_hidalgo");
        Assert.Equal(1, (await orders.Host.Run("orders", "follow-buyer-names")).Items);
        Assert.Equal(0, (await orders.Host.Run("orders", "follow-buyer-names")).Items);
        Assert.Equal(new AwardBuyerView(OrdersHost.Buyer, 40, 100, 0, 0, 100, 40), Assert.Single(await Buyers(award)));
        Assert.Equal(["award.buyer-followed IMSS BIENESTAR EF_ADHERIDA_HIDALGO -> HIDALGO, 40 to 100"], await Audited(award));
    }

    [Fact]
    public async Task An_order_does_not_wait_for_the_job_and_none_exceeds_the_maximum()
    {
        var award = await Stored("ESTADO DE HIDALGO");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Issue(award, 9)));
        Assert.Equal((11, 1), (answers.Count(x => x.Status == 201), answers.Count(x => x.Code == "orders.award-exhausted")));
        await orders.Host.Run("orders", "follow-buyer-names");
        Assert.Equal(new AwardBuyerView(OrdersHost.Buyer, 40, 100, 99, 0, 1, 0), Assert.Single(await Buyers(award)));
        Assert.Single(await Audited(award));
    }

    [Fact]
    public async Task A_part_that_the_buyer_has_already_stands_alone()
    {
        var award = await Stored("ESTADO DE HIDALGO");
        await orders.Host.Db<OrdersDb, int>(db =>
        {
            db.AwardBuyers.Add(new AwardBuyer { AwardId = award, Buyer = OrdersHost.Buyer, MinPieces = 20, MaxPieces = 50 });
            return db.SaveChangesAsync();
        });
        Assert.Equal(201, (await Issue(award, 50)).Status);
        await orders.Host.Run("orders", "follow-buyer-names");
        Assert.Equal("orders.award-exhausted", (await Issue(award, 1)).Code);
        Assert.Equal(new AwardBuyerView(OrdersHost.Buyer, 20, 50, 50, 0, 0, 0), Assert.Single(await Buyers(award)));
        Assert.Equal(["award.buyer-superseded ESTADO DE HIDALGO -> HIDALGO, 40 to 100"], await Audited(award));
    }

    [Fact]
    public async Task An_agreement_changes_the_bounds_of_the_part_whatever_name_it_was_stored_under()
    {
        var award = await Stored("ESTADO DE HIDALGO");
        var body = new { document = "CM-1", reason = "Ampliación", buyers = new[] { new { buyer = "HIDALGO", min = 0, max = 120 } } };
        var amended = await orders.Central.Put($"/orders/awards/{award}/amendments/{Guid.CreateVersion7()}", body, "\"1\"");
        Assert.Equal(201, amended.Status);
        Assert.Equal(new AmendedBuyer(OrdersHost.Buyer, 40, 100, 0, 120),
            Assert.Single(amended.Read<AwardView>().Amendments!.Single().Buyers));
        Assert.Equal(120, Assert.Single(await Buyers(award)).Max);
    }

    [Fact]
    public async Task A_name_that_is_another_buyers_code_stays_that_buyers()
    {
        var award = await Stored("COLIMA");
        await Alias("Colima");
        await orders.Host.Run("orders", "follow-buyer-names");
        Assert.Equal("COLIMA", Assert.Single(await Buyers(award)).Buyer);
        Assert.Equal("orders.award-buyer", (await Issue(award, 1)).Code);
    }
}
