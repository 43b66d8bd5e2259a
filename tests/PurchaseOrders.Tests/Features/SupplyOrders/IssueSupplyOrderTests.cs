using Supply.Contracts.Catalog;
using Supply.Contracts.DemandPlanning;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.PurchaseOrders.Domain;
using Supply.PurchaseOrders.Features.SupplyOrders;

namespace Supply.PurchaseOrders.Tests.Features.SupplyOrders;

public sealed class IssueSupplyOrderTests(OrdersHost orders) : IClassFixture<OrdersHost>
{
    private const string Good = """{"state":"13","issuedOn":"2026-10-15","source":{"kind":"warehouse","id":"ALM-13-01"},"destination":"HGIMB000011","promisedOn":"2026-10-30","emergency":false,"lines":[{"clave":"010.000.0104.00","quantity":10},{"clave":"060.345.3798","quantity":5}]}""";

    [Fact]
    public async Task Is_issued_committed_and_published_once_however_often_it_is_put()
    {
        var (award, id) = (await orders.Award(max: 100, min: 40), Guid.CreateVersion7());
        var path = $"/orders/supply-orders/{id}";

        var first = await orders.Issuer.Put(path, OrdersHost.ToSupplier(award, 30, promisedOn: "2026-11-15"));
        var again = await orders.Issuer.Put(path, OrdersHost.ToSupplier(award, 30, promisedOn: "2026-11-15"));
        var other = await orders.Issuer.Put(path, OrdersHost.ToSupplier(award, 31, promisedOn: "2026-11-15"));

        Assert.Equal((201, 200, 409, "orders.id-reused"), (first.Status, again.Status, other.Status, other.Code));
        Assert.Equal((first.Text, "\"1\""), (again.Text, first.ETag));
        Assert.Equal((30, 70, 10), (await orders.AwardOf(award) is var part ? (part.Ordered, part.Left, part.Exposure) : default));
        var published = Assert.Single(await orders.Published(id));
        Assert.Equal((1, "issued", "supplier", "FARMACÉUTICA UNO", OrdersHost.Unit, false, new DateOnly(2026, 10, 15)),
            (published.Version, published.Status, published.SourceKind, published.SourceId, published.Destination, published.Replenishes,
                published.LocalDate));
        var view = await orders.Get(id);
        Assert.Equal((OrderStatus.Issued, OrdersHost.Buyer, false), (view.Status, view.Buyer, view.Unverified));
        Assert.Equal(("emisora", "state", OrderStatus.Issued), Assert.Single(view.History) is var step ? (step.By, step.Role, step.Status)
            : default);
    }

    [Theory]
    [InlineData("\"state\":\"13\"", "\"state\":\"99\"", 422, "state.unknown", "state")]
    [InlineData("\"state\":\"13\",", "", 422, "state.unknown", "state")]
    [InlineData("2026-10-15", "2026-13-01", 422, "request.wrong-type", "issuedOn")]
    [InlineData("\"issuedOn\":\"2026-10-15\",", "", 422, "orders.issued-on-missing", "issuedOn")]
    [InlineData("\"issuedOn\":\"2026-10-15\"", "\"issuedOn\":\"2026-10-17\"", 422, "orders.issued-in-future", "issuedOn")]
    [InlineData("2026-10-30", "2026-10-14", 422, "orders.promised-before-issue", "promisedOn")]
    [InlineData("\"kind\":\"warehouse\"", "\"kind\":\"shop\"", 422, "orders.source-kind", "source.kind")]
    [InlineData("\"source\":{\"kind\":\"warehouse\",\"id\":\"ALM-13-01\"},", "", 422, "orders.source-kind", "source.kind")]
    [InlineData("\"id\":\"ALM-13-01\"", "\"id\":\"Uno\"", 422, "facility.malformed", "source.id")]
    [InlineData("\"id\":\"ALM-13-01\"", "\"id\":\"HGIMB000023\"", 422, "orders.source-not-warehouse", "source.id")]
    [InlineData("\"id\":\"ALM-13-01\"", "\"id\":\"HGIMB000011\"", 422, "orders.same-place", "source.id")]
    [InlineData("\"kind\":\"warehouse\",\"id\":\"ALM-13-01\"", "\"kind\":\"supplier\",\"id\":\" \"", 422, "orders.supplier", "source.id")]
    [InlineData("\"kind\":\"warehouse\",\"id\":\"ALM-13-01\"", "\"kind\":\"supplier\",\"id\":\"Uno\"", 422, "orders.award-missing",
        "lines[0].award")]
    [InlineData("\"quantity\":10", "\"quantity\":10,\"award\":\"0199e000-0000-7000-8000-000000000001\"", 422, "orders.award-not-allowed",
        "lines[0].award")]
    [InlineData("\"quantity\":10", "\"quantity\":10,\"award\":\"x\"", 422, "request.wrong-type", "lines[0].award")]
    [InlineData("HGIMB000011", "HGIMB11", 422, "facility.malformed", "destination")]
    [InlineData("HGIMB000011", "BCIMB000011", 422, "orders.destination-state", "destination")]
    [InlineData("\"quantity\":10", "\"quantity\":0", 422, "pieces.not-positive", "lines[0].quantity")]
    [InlineData("\"quantity\":10", "\"quantity\":-1", 422, "pieces.negative", "lines[0].quantity")]
    [InlineData("\"quantity\":10", "\"quantity\":4294967296", 422, "pieces.too-many", "lines[0].quantity")]
    [InlineData("\"quantity\":10", "\"quantity\":null", 422, "pieces.missing", "lines[0].quantity")]
    [InlineData("\"quantity\":10", "\"quantity\":\"10\"", 422, "request.wrong-type", "lines[0].quantity")]
    [InlineData("\"quantity\":10", "\"quantity\":1.5", 422, "request.wrong-type", "lines[0].quantity")]
    [InlineData("060.345.3798", "060.345", 422, "clave.malformed", "lines[1].clave")]
    [InlineData("060.345.3798", "000.000.0000.00", 422, "clave.placeholder", "lines[1].clave")]
    [InlineData("060.345.3798", " 010.000.0104.00", 422, "orders.repeated-clave", "lines[1].clave")]
    [InlineData("060.345.3798", "010.000.5555.00", 422, "orders.outside-formulary", "lines[1].clave")]
    [InlineData("060.345.3798", "010.000.9999.00", 422, "orders.inactive-clave", "lines[1].clave")]
    [InlineData("{\"clave\":\"010.000.0104.00\",\"quantity\":10}", "null", 422, "clave.malformed", "lines[0].clave")]
    [InlineData("2026-10-15", "0206-10-15", 422, "orders.issued-too-old", "issuedOn")]
    [InlineData("2026-10-30", "2062-10-30", 422, "orders.promised-too-late", "promisedOn")]
    [InlineData("\"emergency\"", "\"urgent\"", 422, "request.unknown-member", "urgent")]
    [InlineData("]}", "]", 400, "request.malformed", null)]
    public async Task Refuses_what_means_nothing_and_keeps_nothing_of_it(string good, string bad, int status, string code, string? field)
    {
        var id = Guid.CreateVersion7();
        var answer = await orders.Issuer.Put($"/orders/supply-orders/{id}", Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(field, answer.Json.TryGetProperty("field", out var at) ? at.GetString() : null);
        Assert.Equal(0, await orders.Orders(id));
        Assert.Empty(await orders.Published(id));
        // a corrected request may use the id again
        Assert.Equal(201, (await orders.Issuer.Put($"/orders/supply-orders/{id}", Good)).Status);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Has_at_least_one_line(string lines)
    {
        var answer = await orders.Issuer.Put($"/orders/supply-orders/{Guid.CreateVersion7()}",
            $$"""{"state":"13","issuedOn":"2026-10-15","source":{"kind":"warehouse","id":"ALM-13-01"},"destination":"HGIMB000011","lines":{{lines}}}""");
        Assert.Equal((422, "orders.lines"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Names_the_version_of_the_formulary_that_a_clave_is_outside_of()
    {
        var answer = await orders.Issuer.Put($"/orders/supply-orders/{Guid.CreateVersion7()}",
            OrdersHost.ToWarehouse(1, clave: OrdersHost.OutsideFormulary));
        Assert.Contains("versión 4", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_formulary_every_active_clave_of_the_catalogue_may_be_asked_for()
    {
        Assert.Equal(201, (await Put(OrdersHost.ToWarehouse(1, "ALM-13-02", OrdersHost.OutsideFormulary))).Status);
        Assert.Equal("orders.unknown-clave", (await Put(OrdersHost.ToWarehouse(1, "ALM-13-02", "010.000.7777.00"))).Code);
        Assert.Equal("orders.inactive-clave", (await Put(OrdersHost.ToWarehouse(1, "ALM-13-02", OrdersHost.Retired))).Code);
    }

    [Fact]
    public async Task A_place_that_the_catalogue_does_not_know_yet_is_accepted_and_marked()
    {
        var answer = await Put(OrdersHost.ToWarehouse(1, "HGIMB009999"));
        Assert.Equal((201, true), (answer.Status, answer.Read<OrderView>().Unverified));
    }

    [Fact]
    public async Task A_predecessor_code_stands_for_the_unit_that_took_its_place()
    {
        var now = orders.Host.Clock.Now();
        await orders.Host.Deliver(new FacilityPublished("HGIMB000501", 1, now, now, new DateOnly(2026, 10, 1), new DateOnly(2020, 1, 1),
            "Nueva", "13", "healthUnit", "America/Mexico_City",
            UnitType: "CS", Predecessors: ["HGSSA000501"], Buyer: OrdersHost.Buyer));
        var id = Guid.CreateVersion7();

        var answer = await orders.Issuer.Put($"/orders/supply-orders/{id}", OrdersHost.ToWarehouse(5, "HGSSA000501"));
        Assert.Equal((201, "HGIMB000501"), (answer.Status, answer.Read<OrderView>().Destination));
        await orders.Host.Deliver(orders.Receipt(id, 5, facility: "HGSSA000501"));
        Assert.Equal(5, (await orders.Get(id)).Lines[0].Good);
    }

    [Fact]
    public async Task An_order_for_a_warehouse_says_that_it_replenishes()
    {
        var id = await orders.Order(OrdersHost.ToWarehouse(1, "ALM-13-07"));
        Assert.True(Assert.Single(await orders.Published(id)).Replenishes);
    }

    [Fact]
    public async Task Each_line_names_an_award_that_fits_it()
    {
        var (award, colima, gauze) = (await orders.Award(), await orders.Award(buyer: "COLIMA"),
            await orders.Award(clave: OrdersHost.Gauze));

        Assert.Equal("orders.unknown-award", (await Put(OrdersHost.ToSupplier(Guid.CreateVersion7(), 1))).Code);
        Assert.Equal("orders.award-buyer", (await Put(OrdersHost.ToSupplier(colima, 1))).Code);
        Assert.Equal("orders.award-clave", (await Put(OrdersHost.ToSupplier(gauze, 1))).Code);
        Assert.Equal("orders.award-supplier", (await Put(Order(award, supplier: "Dos"))).Code);
        Assert.Equal("orders.award-not-valid", (await Put(Order(award, issuedOn: "2025-12-31"))).Code);
        Assert.Equal(201, (await Put(Order(award, issuedOn: "2026-01-01"))).Status);

        static object Order(Guid award, string supplier = "Farmacéutica Uno", string issuedOn = "2026-10-15") => new
        {
            state = "13", issuedOn, source = new { kind = "supplier", id = supplier }, destination = OrdersHost.Unit,
            lines = new[] { new { clave = OrdersHost.Paracetamol, quantity = 1, award } },
        };
    }

    [Fact]
    public async Task Names_what_is_left_of_an_exhausted_award_and_takes_nothing_of_the_others()
    {
        var (enough, scarce) = (await orders.Award(max: 100), await orders.Award(max: 7, clave: OrdersHost.Gauze));
        var answer = await Put(new
        {
            state = "13", issuedOn = "2026-10-15", source = new { kind = "supplier", id = "Farmacéutica Uno" },
            destination = OrdersHost.Unit,
            lines = new[] { new { clave = OrdersHost.Paracetamol, quantity = 5, award = enough },
                new { clave = OrdersHost.Gauze, quantity = 8, award = scarce } },
        });

        Assert.Equal((409, "orders.award-exhausted", "lines[1].quantity"),
            (answer.Status, answer.Code, answer.Json.GetProperty("field").GetString()));
        Assert.Contains("7 piezas", answer.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), ((await orders.AwardOf(enough)).Ordered, (await orders.AwardOf(scarce)).Ordered));
    }

    [Fact]
    public async Task A_supplier_cannot_be_asked_while_nobody_is_known_to_buy_for_the_place()
    {
        var body = $$"""{"state":"02","issuedOn":"2026-10-15","source":{"kind":"supplier","id":"Uno"},"destination":"BCIMB000011","lines":[{"clave":"010.000.0104.00","quantity":1,"award":"{{await orders.Award()}}"}]}""";
        Assert.Equal("orders.no-buyer", (await orders.Central.Put($"/orders/supply-orders/{Guid.CreateVersion7()}", body)).Code);
    }

    [Fact]
    public async Task Belongs_to_the_state_of_the_caller()
    {
        var path = $"/orders/supply-orders/{Guid.CreateVersion7()}";
        var foreign = await orders.Host.As(Roles.State, state: "02").Put(path, Good);
        Assert.Equal((403, "access.foreign-state"), (foreign.Status, foreign.Code));
        Assert.Equal("access.role", (await orders.Host.As(Roles.Warehouse, facility: OrdersHost.Warehouse).Put(path, Good)).Code);
        Assert.Equal(401, (await orders.Host.WithoutToken().Put(path, Good)).Status);
        Assert.Equal(415, (await orders.Issuer.Send(HttpMethod.Put, path, [1], "text/plain")).Status);
    }

    [Fact]
    public async Task A_line_over_the_approved_cpms_coverage_is_flagged_and_approved_by_central_supply_only()
    {
        var now = orders.Host.Clock.Now();
        await orders.Host.Deliver(new DemandApproved("2026", OrdersHost.Buyer, 1, now, now, new DateOnly(2026, 10, 1), "2026-01", 12,
            [new(OrdersHost.Gauze, 100, 0, 1200)]));
        var covered = await orders.Order(OrdersHost.ToWarehouse(300, clave: OrdersHost.Gauze));
        var over = await orders.Order(OrdersHost.ToWarehouse(301, clave: OrdersHost.Gauze));
        var emergency = await orders.Order(OrdersHost.ToWarehouse(301, clave: OrdersHost.Gauze, emergency: true));

        Assert.Equal((false, true, false),
            ((await Line(covered)).OverCoverage, (await Line(over)).OverCoverage, (await Line(emergency)).OverCoverage));
        Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{covered}/approve")).Status);
        Assert.Equal(200, (await orders.Approver.Post($"/orders/supply-orders/{emergency}/approve")).Status);
        var refused = await orders.Approver.Post($"/orders/supply-orders/{over}/approve");
        Assert.Equal((403, "orders.needs-central"), (refused.Status, refused.Code));
        Assert.Equal(200, (await orders.Central.Post($"/orders/supply-orders/{over}/approve")).Status);

        async Task<LineView> Line(Guid id) => (await orders.Get(id)).Lines.Single();
    }

    private Task<Answer> Put(object body) => orders.Issuer.Put($"/orders/supply-orders/{Guid.CreateVersion7()}", body);
}
