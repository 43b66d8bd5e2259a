using Supply.Platform.Http;
using Supply.PurchaseOrders.Features.Awards;

namespace Supply.PurchaseOrders.Tests.Features.Awards;

public sealed class AmendAwardTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    private static object Agreement(long max, string? to = null, string buyer = OrdersHost.Buyer, long min = 0,
        string document = "CM-01/2026") =>
        new { document, reason = "Ampliación", to, buyers = new[] { new { buyer, min, max } } };

    private Task<Answer> Amend(Guid award, object body, string? ifMatch = "\"1\"", Guid? id = null, TestCaller? by = null) =>
        (by ?? orders.Central).Put($"/orders/awards/{award}/amendments/{id ?? Guid.CreateVersion7()}", body, ifMatch);

    [Fact]
    public async Task An_agreement_raises_the_maximum_and_the_last_day_and_stays_in_the_history()
    {
        var award = await orders.Award(max: 10);
        await orders.Order(OrdersHost.ToSupplier(award, 10));
        Assert.Equal("orders.award-exhausted",
            (await orders.Issuer.Put($"/orders/supply-orders/{Guid.CreateVersion7()}", OrdersHost.ToSupplier(award, 1))).Code);

        var id = Guid.CreateVersion7();
        var amended = await Amend(award, Agreement(15, to: "2027-03-31", buyer: "Estado de Hidalgo", min: 5), id: id);
        Assert.Equal((201, "\"2\""), (amended.Status, amended.ETag));
        Assert.Equal((200, amended.Text), (await Amend(award, Agreement(15, to: "2027-03-31", min: 5), id: id)) is var again
            ? (again.Status, again.Text) : default);
        await orders.Order(OrdersHost.ToSupplier(award, 5));

        var view = (await orders.Central.Get($"/orders/awards/{award}")).Read<AwardView>();
        Assert.Equal((2, new DateOnly(2027, 3, 31), 15L, 15L), (view.Version, view.To, view.Buyers[0].Max, view.Buyers[0].Ordered));
        var kept = Assert.Single(view.Amendments!);
        Assert.Equal((id, 2, "CM-01/2026", "Ampliación", new DateOnly(2026, 12, 31)),
            (kept.Id, kept.Version, kept.Document, kept.Reason, kept.ToBefore));
        Assert.Equal([new AmendedBuyer(OrdersHost.Buyer, 0, 10, 5, 15)], kept.Buyers);
    }

    [Fact]
    public async Task Another_agreement_or_another_award_under_the_id_of_one_is_refused()
    {
        var (award, other, id) = (await orders.Award(max: 10), await orders.Award(max: 10), Guid.CreateVersion7());
        Assert.Equal(201, (await Amend(award, Agreement(15), id: id)).Status);
        Assert.Equal("orders.id-reused", (await Amend(award, Agreement(16), "\"2\"", id)).Code);
        Assert.Equal("orders.id-reused", (await Amend(award, Agreement(15, document: "CM-02/2026"), "\"2\"", id)).Code);
        Assert.Equal("orders.id-reused", (await Amend(other, Agreement(15), id: id)).Code);
        Assert.Equal(200, (await Amend(award, Agreement(15), id: id)).Status);
    }

    [Fact]
    public async Task What_is_ordered_is_never_above_the_maximum_whoever_comes_first()
    {
        var award = await orders.Award(max: 100);
        await orders.Order(OrdersHost.ToSupplier(award, 50));
        Assert.Equal((409, "orders.award-committed"), await Amend(award, Agreement(49)) is var less ? (less.Status, less.Code) : default);

        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 6)
                .Select(_ => Task.Run(() =>
                orders.Issuer.Put($"/orders/supply-orders/{Guid.CreateVersion7()}", OrdersHost.ToSupplier(award, 10))))),
            Task.Run(() => Amend(award, Agreement(60))));
        var part = await orders.AwardOf(award);
        Assert.True(part.Ordered <= part.Max, part.ToString());
    }

    [Fact]
    public async Task Another_buyer_can_join()
    {
        var award = await orders.Award(max: 10);
        Assert.Equal(201, (await Amend(award, Agreement(7, buyer: "COLIMA"))).Status);
        Assert.Equal(["COLIMA", OrdersHost.Buyer], (await orders.Central.Get($"/orders/awards/{award}"))
            .Read<AwardView>().Buyers.Select(x => x.Buyer));
    }

    [Fact]
    public async Task Refuses_what_means_nothing_and_changes_nothing()
    {
        var award = await orders.Award(max: 10);
        Assert.Equal(428, (await Amend(award, Agreement(11), ifMatch: null)).Status);
        Assert.Equal(412, (await Amend(award, Agreement(11), ifMatch: "\"7\"")).Status);
        Assert.Equal("orders.amendment-document", (await Amend(award, Agreement(11, document: " "))).Code);
        Assert.Equal("orders.reason", (await Amend(award, new { document = "1", to = "2027-01-01" })).Code);
        Assert.Equal("orders.amendment-empty", (await Amend(award, new { document = "1", reason = "x" })).Code);
        Assert.Equal("orders.award-dates", (await Amend(award, Agreement(11, to: "2025-12-31"))).Code);
        Assert.Equal("orders.award-dates", (await Amend(award, Agreement(11, to: "2227-12-31"))).Code);
        Assert.Equal("orders.unknown-buyer", (await Amend(award, Agreement(11, buyer: "NADIE"))).Code);
        Assert.Equal("orders.award-range", (await Amend(award, Agreement(11, min: 12))).Code);
        Assert.Equal("orders.no-such-award", (await Amend(Guid.CreateVersion7(), Agreement(11))).Code);
        Assert.Equal(403, (await Amend(award, Agreement(11), by: orders.Issuer)).Status);
        Assert.Equal((1, 10L), (await orders.Central.Get($"/orders/awards/{award}")).Read<AwardView>() is var same
            ? (same.Version, same.Buyers[0].Max) : default);
    }
}
