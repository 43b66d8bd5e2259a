using Supply.DemandPlanning.Features.Cpm;
using Supply.Platform.Http;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features.Cpm;

public sealed class CpmValueTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00";

    private async Task<ListCpm.Item> Value(string facility) =>
        Assert.Single(await planning.Cpm($"level=facility&code={facility}&clave={A}&asOf=2026-06"));

    [Fact]
    public async Task Computes_what_the_rule_says_from_what_was_dispensed_and_shows_its_months()
    {
        await planning.Dispense("HGIMB000201", A, "2026-06", 100, 100, 100);
        await planning.Empty("HGIMB000201", A, "2026-05", [.. Enumerable.Range(10, 10)]);
        await planning.Compute("2026-06", 3);
        var value = await Value("HGIMB000201");
        Assert.Equal(("computed", 115.8730m, 116L, "cpm-1", 3),
            (value.Status, value.Cpm, value.PlanningQuantity, value.Rule, value.Window));
        Assert.Equal([("2026-04", 30, 0, 100L, true), ("2026-05", 31, 10, 100L, true), ("2026-06", 30, 0, 100L, true)],
            value.Months.Select(x => (x.Month, x.Days, x.StockOutDays, x.Dispensed, x.Counted)));
    }

    [Fact]
    public async Task A_month_that_closed_empty_goes_on_until_another_message()
    {
        await planning.Dispense("HGIMB000202", A, "2026-06", 100, 0, 100);
        await planning.Empty("HGIMB000202", A, "2026-02", [27, 28], closedEmpty: true);
        await planning.Empty("HGIMB000202", A, "2026-06", []);
        await planning.Compute("2026-06", 3);
        var value = await Value("HGIMB000202");
        // On the fifth of April something was handed out, so that day was none.
        Assert.Equal([29, 31, 0], value.Months.Select(x => x.StockOutDays));
        Assert.Equal(["stock-out", "stock-out", null], value.Months.Select(x => x.Reason));
        Assert.Equal(100m, value.Cpm);
    }

    [Fact]
    public async Task Stock_before_the_first_receipt_or_count_is_unknown_and_taken_as_there()
    {
        await planning.Dispense("HGIMB000203", A, "2026-06", 10, 10, 10);
        await planning.Empty("HGIMB000203", A, "2026-06", [20], knownFrom: new DateOnly(2026, 5, 15));
        await planning.Compute("2026-06", 3);
        Assert.Equal([(0, true), (0, true), (1, false)], (await Value("HGIMB000203")).Months.Select(x => (x.StockOutDays, x.StockUnknown)));
    }

    [Fact]
    public async Task Months_in_which_the_facility_was_closed_are_no_part_of_it()
    {
        await planning.Facility("HGIMB000204", version: 1, opensOn: new DateOnly(2026, 5, 22));
        await planning.Facility("HGIMB000204", version: 2, validFrom: new DateOnly(2026, 6, 1), opensOn: new DateOnly(2026, 5, 22),
            closesOn: new DateOnly(2026, 6, 20));
        await planning.Deliver(Prescription("HGIMB000204", new DateOnly(2026, 5, 25), A, 10, 10));
        await planning.Deliver(Prescription("HGIMB000204", new DateOnly(2026, 6, 5), A, 20, 20));
        await planning.Compute("2026-06", 3);
        var value = await Value("HGIMB000204");
        Assert.Equal([("2026-05", 10), ("2026-06", 20)], value.Months.Select(x => (x.Month, x.Days)));
        Assert.Equal(15m, value.Cpm);
    }

    [Fact]
    public async Task A_month_without_a_report_does_not_count_and_a_statement_of_no_activity_is_a_report()
    {
        await planning.Deliver(Prescription("HGIMB000205", new DateOnly(2026, 4, 5), A, 90, 90));
        await planning.Host.Deliver(new Contracts.Dispensing.DailyReportMade("HGIMB000205", 1, At, At, new DateOnly(2026, 5, 5), "13",
            Activity: false));
        await planning.Compute("2026-06", 3);
        var value = await Value("HGIMB000205");
        Assert.Equal([null, null, "not-reported"], value.Months.Select(x => x.Reason));
        Assert.Equal(45m, value.Cpm);
    }

    [Fact]
    public async Task A_pair_that_never_had_stock_takes_what_was_asked_for_and_is_in_the_sums_once_it_is_approved()
    {
        await planning.Facility("TCIMB000206", buyer: "B206");
        await planning.Deliver(Prescription("TCIMB000206", new DateOnly(2026, 4, 5), A, 50, 0));
        await planning.Deliver(Prescription("TCIMB000206", new DateOnly(2026, 5, 5), A, 51, 0));
        await planning.Empty("TCIMB000206", A, "2026-01", [30, 31], closedEmpty: true);
        await planning.Compute("2026-06", 3);
        var value = await Value("TCIMB000206");
        Assert.Equal(("from-demand", null, 51L), (value.Status, value.Cpm, value.PlanningQuantity));
        var buyer = Assert.Single(await planning.Cpm($"level=buyer&code=B206&clave={A}&asOf=2026-06"));
        Assert.Equal(("from-demand", null, 1, 0),
            (buyer.Status, buyer.PlanningQuantity, buyer.FromDemandChildren, buyer.InsufficientChildren));

        var pairs = new { asOf = "2026-06", pairs = new[] { new { facility = "TCIMB000206", clave = A } } };
        var first = await planning.Central.Post("/planning/cpm/approvals", pairs);
        Assert.Equal((200, first.Text), (first.Status, (await planning.Central.Post("/planning/cpm/approvals", pairs)).Text));
        await planning.Compute("2026-06", 3);
        buyer = Assert.Single(await planning.Cpm($"level=buyer&code=B206&clave={A}&asOf=2026-06"));
        Assert.Equal(("from-demand", 51L, true), (buyer.Status, buyer.PlanningQuantity, (await Value("TCIMB000206")).Approved));
    }

    [Theory]
    [InlineData("""{"asOf":"2025-08","pairs":[{"facility":"TCIMB000208","clave":"010.000.0104.00"}]}""", 409, "planning.not-from-demand")]
    [InlineData("""{"asOf":"1999-01","pairs":[{"facility":"TCIMB000208","clave":"010.000.0104.00"}]}""", 404, "planning.not-computed")]
    [InlineData("""{"asOf":"2025-08","pairs":[]}""", 422, "planning.pairs")]
    [InlineData("""{"asOf":"2025-08"}""", 422, "planning.pairs")]
    [InlineData("""{"asOf":"2025-08","pairs":[null]}""", 422, "facility.malformed")]
    [InlineData("""{"asOf":"2025-08","pairs":[{"facility":"TCIMB000208","clave":"1"}]}""", 422, "clave.malformed")]
    [InlineData("""{"pairs":[{"facility":"TCIMB000208","clave":"010.000.0104.00"}]}""", 422, "month.malformed")]
    public async Task Approves_only_quantities_from_demand(string body, int status, string code)
    {
        await planning.Dispense("TCIMB000208", A, "2025-08", 5, 5, 5);
        await planning.Compute("2025-08", 3);
        var answer = await planning.Central.Post("/planning/cpm/approvals", body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Each_level_is_the_sum_of_its_children()
    {
        var facilities = new[] { ("PLIMB000301", "P1"), ("PLIMB000302", "P1"), ("PLIMB000303", "P2"), ("OCIMB000304", "O1"),
            ("OCIMB000305", null) };
        foreach (var (code, buyer) in facilities)
        {
            await planning.Facility(code, buyer);
            await planning.Dispense(code, B, "2026-06", code[^1] * 3, 7, 11);
        }
        await planning.Deliver(Prescription("OCIMB000306", new DateOnly(2025, 10, 5), B, 1, 1)); // one month of twelve: too little
        await planning.Compute("2026-06", 12);
        ListCpm.Item[] At(ListCpm.Item[] of, string code) => [.. of.Where(x => x.Code == code)];
        var all = await planning.Cpm($"level=facility&clave={B}&asOf=2026-06&window=12&limit=1000");
        var (states, buyers) = (await planning.Cpm($"level=state&clave={B}&asOf=2026-06&window=12"),
            await planning.Cpm($"level=buyer&clave={B}&asOf=2026-06&window=12"));
        var nation = Assert.Single(await planning.Cpm($"clave={B}&asOf=2026-06&window=12"));

        Assert.Equal(all.Sum(x => x.Cpm), nation.Cpm);
        Assert.Equal(states.Sum(x => x.Cpm), nation.Cpm);
        Assert.Equal(states.Sum(x => x.PlanningQuantity), nation.PlanningQuantity);
        Assert.Equal(
            all.Where(x => x.Status == "insufficient-data").Select(x => x.Code),
            (await planning.Cpm($"level=facility&clave={B}&asOf=2026-06&window=12&status=insufficient-data")).Select(x => x.Code));
        Assert.Equal((all.Count(x => x.Status == "insufficient-data"), 1),
            (nation.InsufficientChildren, At(states, "20").Single().InsufficientChildren));
        Assert.Equal(all.Where(x => x.Code.StartsWith("OC", StringComparison.Ordinal) && x.Cpm != null).Sum(x => x.PlanningQuantity),
            At(states, "20").Single().PlanningQuantity);
        Assert.Equal(all.Where(x => x.Code is "PLIMB000301" or "PLIMB000302").Sum(x => x.Cpm), At(buyers, "P1").Single().Cpm);
    }

    [Theory]
    [InlineData("level=galaxy", "planning.level")]
    [InlineData("level=facility&code=XX", "facility.malformed")]
    [InlineData("level=state&code=77", "state.unknown")]
    [InlineData("clave=12", "clave.malformed")]
    [InlineData("status=none", "planning.cpm-status")]
    [InlineData("asOf=octubre", "month.malformed")]
    [InlineData("limit=0", "request.limit")]
    [InlineData("asof=2026-10", "request.unknown-parameter")]
    [InlineData("asOf=1999-01", "planning.not-computed")]
    public async Task Refuses_a_question_that_it_does_not_understand(string query, string code) =>
        Assert.Equal(code, (await planning.Central.Get($"/planning/cpm?{query}")).Code);

    [Fact]
    public async Task Shows_each_caller_the_nation_and_its_own()
    {
        foreach (var facility in (string[])["VZIMB000501", "VZIMB000502", "ZSIMB000503"])
            await planning.Dispense(facility, A, "2026-01", 10, 10, 10);
        await planning.Compute("2026-01", 3);
        var (state, pharmacy) = (planning.Host.As(Roles.State, state: "30"), planning.Host.As(Roles.Pharmacy, facility: "VZIMB000501"));
        Assert.NotEmpty(await planning.Cpm("asOf=2026-01", pharmacy));
        Assert.Equal(["VZIMB000501", "VZIMB000502"], (await planning.Cpm("level=facility&asOf=2026-01", state)).Select(x => x.Code));
        Assert.Equal(["VZIMB000501"], (await planning.Cpm("level=facility&asOf=2026-01", pharmacy)).Select(x => x.Code));
        Assert.Equal(["30"], (await planning.Cpm("level=state&asOf=2026-01", state)).Select(x => x.Code));
        Assert.Equal("access.foreign-facility", (await state.Get("/planning/cpm?level=facility&code=ZSIMB000503")).Code);
        Assert.Equal("access.foreign-state", (await pharmacy.Get("/planning/cpm?level=state&code=32")).Code);
    }

    [Fact]
    public async Task Pages_through_all_values()
    {
        foreach (var clave in (string[])[A, B, "060.345.3798"])
            await planning.Dispense("MSIMB000601", clave, "2025-12", 5, 5, 5);
        await planning.Compute("2025-12", 3);
        const string path = "/planning/cpm?level=facility&code=MSIMB000601&asOf=2025-12&limit=2";
        var first = (await planning.Central.Get(path)).Read<Page<ListCpm.Item>>();
        var second = (await planning.Central.Get($"{path}&after={Uri.EscapeDataString(first.Next!)}")).Read<Page<ListCpm.Item>>();
        Assert.Equal([A, B, "060.345.3798"], first.Items.Concat(second.Items).Select(x => x.Clave));
        Assert.Null(second.Next);
    }
}
