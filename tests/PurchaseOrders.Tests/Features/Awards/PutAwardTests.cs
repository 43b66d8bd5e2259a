using Supply.Platform.Http;
using Supply.PurchaseOrders.Features.Awards;

namespace Supply.PurchaseOrders.Tests.Features.Awards;

public sealed class PutAwardTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    private const string Good = """{"supplier":"Uno","clave":"010.000.0104.00","from":"2026-01-01","to":"2026-12-31","unitPrice":12.5,"fundingSource":"U013","buyers":[{"buyer":"HIDALGO","min":40,"max":100},{"buyer":"COLIMA","min":0,"max":0}]}""";

    [Fact]
    public async Task Is_recorded_once_however_often_it_is_put()
    {
        var path = $"/orders/awards/{Guid.CreateVersion7()}";
        var first = await orders.Central.Put(path, Good);
        var again = await orders.Central.Put(path, Good.Replace("Uno", " uno ", StringComparison.Ordinal)
            .Replace("12.5", "12.50", StringComparison.Ordinal));
        var other = await orders.Central.Put(path, Good.Replace("\"max\":100", "\"max\":101", StringComparison.Ordinal));

        Assert.Equal((201, 200, 409), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal("orders.id-reused", other.Code);
        var stored = (await orders.Central.Get(path)).Read<AwardView>();
        Assert.Equal(("UNO", 12.5m, "U013"), (stored.Supplier, stored.UnitPrice, stored.FundingSource));
        Assert.Equal([new AwardBuyerView("COLIMA", 0, 0, 0, 0, 0, 0), new AwardBuyerView("HIDALGO", 40, 100, 0, 0, 100, 40)],
            stored.Buyers);
    }

    [Fact]
    public async Task A_buyer_named_by_an_alias_is_that_buyer_and_can_order()
    {
        var path = $"/orders/awards/{Guid.CreateVersion7()}";
        var byAlias = Good.Replace("HIDALGO", " estado  de hidalgo ", StringComparison.Ordinal);
        Assert.Equal(201, (await orders.Central.Put(path, byAlias)).Status);
        Assert.Equal(200, (await orders.Central.Put(path, Good)).Status); // the same award
        Assert.Contains((await orders.Central.Get(path)).Read<AwardView>().Buyers, x => x.Buyer == "HIDALGO");
        Assert.Equal(201, (await orders.Issuer.Put($"/orders/supply-orders/{Guid.CreateVersion7()}", new
        {
            state = "13", issuedOn = "2026-10-15", source = new { kind = "supplier", id = "UNO" }, destination = OrdersHost.Unit,
            lines = new[] { new { clave = OrdersHost.Paracetamol, quantity = 5, award = path.Split('/')[^1] } },
        })).Status);
        Assert.Equal("orders.repeated-buyer",
            (await orders.Central.Put($"/orders/awards/{Guid.CreateVersion7()}",
            Good.Replace("COLIMA", "Estado de Hidalgo", StringComparison.Ordinal))).Code);
    }

    [Theory]
    [InlineData("COLIMA", "TABASCO", 422, "orders.unknown-buyer")]
    [InlineData("2026-12-31", "2206-12-31", 422, "orders.award-dates")]
    [InlineData("2026-01-01", "0206-01-01", 422, "orders.award-dates")]
    [InlineData("\"Uno\"", "\" \"", 422, "orders.supplier")]
    [InlineData("\"Uno\"", "7", 422, "request.wrong-type")]
    [InlineData("\"supplier\"", "\"seller\"", 422, "request.unknown-member")]
    [InlineData("010.000.0104.00", "010.0104", 422, "clave.malformed")]
    [InlineData("2026-01-01", "2027-01-01", 422, "orders.award-dates")]
    [InlineData("2026-01-01", "2026-02-30", 422, "request.wrong-type")]
    [InlineData("\"from\":\"2026-01-01\",", "", 422, "orders.award-dates")]
    [InlineData("12.5", "-0.01", 422, "orders.unit-price")]
    [InlineData("12.5", "0.00001", 422, "orders.unit-price")]
    [InlineData("12.5", "null", 422, "orders.unit-price")]
    [InlineData("\"min\":40", "\"min\":101", 422, "orders.award-range")]
    [InlineData("\"min\":40", "\"min\":-1", 422, "pieces.negative")]
    [InlineData("\"max\":100", "\"max\":2147483648", 422, "pieces.too-many")]
    [InlineData("\"max\":100", "\"max\":null", 422, "pieces.missing")]
    [InlineData("COLIMA", " hidalgo", 422, "orders.repeated-buyer")]
    [InlineData("COLIMA", "", 422, "orders.buyer")]
    [InlineData("{\"buyer\":\"COLIMA\",\"min\":0,\"max\":0}", "null", 422, "orders.buyer")]
    [InlineData("]}", "]", 400, "request.malformed")]
    public async Task Refuses_what_means_nothing_and_keeps_nothing_of_it(string good, string bad, int status, string code)
    {
        var path = $"/orders/awards/{Guid.CreateVersion7()}";
        var answer = await orders.Central.Put(path, Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal("orders.no-such-award", (await orders.Central.Get(path)).Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Names_at_least_one_buyer(string buyers)
    {
        var answer = await orders.Central.Put($"/orders/awards/{Guid.CreateVersion7()}",
            $$"""{"supplier":"Uno","clave":"010.000.0104.00","from":"2026-01-01","to":"2026-12-31","unitPrice":1,"buyers":{{buyers}}}""");
        Assert.Equal((422, "orders.award-buyers"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Is_central_supplys_to_do()
    {
        var path = $"/orders/awards/{Guid.CreateVersion7()}";
        Assert.Equal(401, (await orders.Host.WithoutToken().Put(path, Good)).Status);
        Assert.Equal("access.role", (await orders.Issuer.Put(path, Good)).Code);
        Assert.Equal("access.role", (await orders.Host.As(Roles.Dashboard).Get(path)).Code);
        Assert.Equal(415, (await orders.Central.Send(HttpMethod.Put, path, [1], "text/plain")).Status);
    }
}
