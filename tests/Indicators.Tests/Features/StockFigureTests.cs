using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Indicators.Features.Stock;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Tests.Features;

/// <summary>What Inventory tells of positions and stock-out days, as figures of months. Today is 15 October 2026.</summary>
public sealed class StockFigureTests : IAsyncLifetime
{
    private const string Unit = "HGIMB000011";
    private const string A = "010.000.0104.00";
    private const string B = "010.000.0408.00";
    private const string C = "060.004.0109.00";

    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility(Unit, unitType: "U1"));
        await at.Host.Deliver(Given.Facility("ALM-13-01", kind: "stateWarehouse"));
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    /// <summary>A is always there; B was out on two days; C came on the 6th and ran out on the 10th.</summary>
    private static async Task Tell(IndicatorsHost to)
    {
        await to.Host.Deliver(Given.Position(Unit, A, 5, new(2026, 9, 1), new(2026, 9, 1)));
        await to.Host.Deliver(Given.Position(Unit, B, 7, new(2026, 10, 5), new(2026, 9, 1), version: 3));
        await to.Host.Deliver(Given.Position(Unit, B, 0, new(2026, 10, 3), new(2026, 9, 1), version: 2)); // late
        await to.Host.Deliver(Given.Position(Unit, C, 0, new(2026, 10, 10), new(2026, 10, 6)));
        await to.Host.Deliver(Given.StockOut(Unit, B, "2026-10", [3, 4], version: 2));
        await to.Host.Deliver(Given.StockOut(Unit, B, "2026-10", [3])); // late
        await to.Host.Deliver(Given.StockOut(Unit, C, "2026-10", [10]));
        await to.Host.Deliver(Given.Position("ALM-13-01", A, 0, new(2026, 10, 1), new(2026, 9, 1)));
    }

    private static async Task Is(IndicatorsHost at, string path, decimal? value, long numerator, long denominator)
    {
        var figure = await at.Figure(path);
        Assert.Equal((value, numerator, denominator), (figure.Value, figure.Numerator, figure.Denominator));
    }

    [Fact]
    public async Task A_month_has_its_availability_its_stock_outs_and_their_days()
    {
        await Tell(at);
        await at.RefreshStock();
        await at.RefreshStock(); // nothing is stated twice
        await Is(at, "stock-availability?period=2026-10", 66.67m, 2, 3);
        await Is(at, "stock-out-rate?period=2026-10&level=state&code=13", 66.67m, 2, 3);
        await Is(at, "stock-out-days?period=2026-10&level=facility&code=" + Unit, 18.92m, 2 + 5, 14 + 14 + 9);
        await Is(at, "stock-availability?period=2026-09", 100m, 2, 2);
        await Is(at, "stock-availability?period=2026", 80m, 4, 5);
        await Is(at, "stock-out-days?period=2026-10&level=clave&code=" + C, 55.56m, 5, 9);
        await Is(at, "stock-out-rate?period=2026-10&level=productClass&code=medicine", 50m, 1, 2);

        var nation = await at.Figure("stock-availability?period=2026-10");
        Assert.Equal((1, new ReportedAnswer(1, 1), new ReportedAnswer(1, 1)),
            (nation.ExcludedAs("no-unit"), nation.Coverage.Facilities, nation.Coverage.FacilityDays));
        Assert.Equal("not-applicable", (await at.Figure("stock-availability?period=2026-10&level=facility&code=ALM-13-01")).Status);
        var document = Assert.Single(await at.Documents("stock-out-rate/documents?period=2026-10"));
        Assert.Equal((Unit, 2, 3), (document.Facility, document.Numerator, document.Denominator));
        Assert.Equal([A, B, C], (await at.Page("stock-out-days/breakdown?period=2026-10&by=clave")).Items.Select(x => x.Code));
    }

    [Fact]
    public async Task A_document_says_which_claves_were_out_now_and_as_it_was_published()
    {
        string[] all = [A, B, C];
        await Tell(at);
        at.Host.Clock.Set(new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero));
        await at.Host.Deliver(Given.StockOut(Unit, C, "2026-10", [.. Enumerable.Range(10, 22)], closedEmpty: true, version: 2));
        await at.RefreshStock();
        var was = Assert.Single(await at.Documents("stock-out-days/documents?period=2026-10"));
        await at.Host.Deliver(Given.StockOut(Unit, A, "2026-10", [20, 21]));
        await at.RefreshStock();
        var document = Assert.Single(await at.Documents("stock-out-days/documents?period=2026-10"));

        Assert.Equal((document.Version, "", "A 31/2, B 31/2, C 26/22 hasta el cierre"), await Read(""));
        Assert.Equal((was.Version, A, "B 31/2, C 26/22 hasta el cierre"), await Read($"?version={was.Version}"));
        Assert.Equal((404, "indicators.no-such-document"), await Refused(at.Dashboard, "?version=99"));
        Assert.Equal((403, "access.foreign-facility"), await Refused(at.Host.As("pharmacy", facility: "BCIMB000011"), ""));
        Assert.Equal(200, (await at.Host.As("pharmacy", facility: Unit).Get("/indicators/stock/" + document.DocumentId)).Status);

        async Task<(int, string, string)> Read(string query)
        {
            var answer = await at.Dashboard.Get("/indicators/stock/" + document.DocumentId + query);
            var x = answer.Read<GetStockMonth.StockMonthView>();
            Assert.Equal((Unit, "2026-10", new DateOnly(2026, 10, 31), 31, 0), (x.Facility, x.Month, x.Through, x.Days, x.Unknown));
            return (x.Version, string.Join(", ", x.Stocked), string.Join(", ", x.Lines.Select(y =>
                $"{"ABC"[Array.IndexOf(all, y.Clave)]} {y.Days}/{y.Empty}{(y.EmptyAtEnd ? " hasta el cierre" : "")}")));
        }

        async Task<(int, string?)> Refused(TestCaller client, string query)
        {
            var answer = await client.Get("/indicators/stock/" + document.DocumentId + query);
            return (answer.Status, answer.Code);
        }
    }

    [Fact]
    public async Task It_has_no_figures_of_days_and_says_that_less_is_better()
    {
        foreach (var path in (string[])["stock-out-rate?period=2026-10-15", "stock-out-rate/breakdown?period=2026-10-15&by=state",
            "stock-out-rate/documents?period=2026-10-15", "stock-out-rate/series?from=2026-10-01&to=2026-10-15&grain=day"])
        {
            var answer = await at.Dashboard.Get("/indicators/" + path);
            Assert.Equal((422, "indicators.period"), (answer.Status, answer.Code));
        }
        var series = await at.Page("stock-out-rate/series?from=2026-08&to=2026-10&grain=month");
        Assert.Equal(["2026-08", "2026-09", "2026-10"], series.Items.Select(x => x.Period));
        Assert.Contains("\"indicator\":\"stock-out-rate\"", (await at.Dashboard.Get("/indicators")).Text, StringComparison.Ordinal);
        Assert.Contains("Descendente", (await at.Dashboard.Get("/indicators")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_correction_restates_what_was_published_and_the_publication_stays()
    {
        await Tell(at);
        at.Host.Clock.Set(new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero));
        await at.Host.Deliver(Given.StockOut(Unit, C, "2026-10", [.. Enumerable.Range(10, 22)], closedEmpty: true, version: 2));
        await at.RefreshStock();
        await at.Close();
        var published = await at.Figure("stock-out-days?period=2026-10");
        Assert.Equal((true, 1, 2L + 22, 31L + 31 + 26), (published.Final, published.Publication, published.Numerator,
            published.Denominator));
        await Is(at, "stock-out-days?period=2026-11&level=clave&code=" + C, 100m, 4, 4); // nothing has come in since

        at.Host.Clock.Advance(TimeSpan.FromHours(1));
        await at.Host.Deliver(Given.StockOut(Unit, A, "2026-10", [20, 21]));
        await at.RefreshStock();
        await Is(at, "stock-out-days?period=2026-10", 29.55m, 26, 88);
        Assert.False((await at.Figure("stock-out-days?period=2026-10")).Final);
        await at.Close();
        var restated = await at.Figure("stock-out-days?period=2026-10");
        Assert.Equal((true, 2, "late-facts"), (restated.Final, restated.Publication, restated.Restated));
        Assert.Equal(24, (await at.Figure("stock-out-days?period=2026-10&asOf=2026-11-05T12:30:00Z")).Numerator);
        var document = Assert.Single(await at.Documents("stock-out-days/documents?period=2026-10&asOf=2026-11-05T12:30:00Z"));
        Assert.Equal((24, 88), (document.Numerator, document.Denominator));
        await at.Host.Run("indicators", "rebuild"); // fails where anything is not what the log says
    }

    [Fact]
    public async Task Stock_that_was_never_there_leaves_no_figure_behind()
    {
        await Tell(at);
        await at.RefreshStock();
        await at.Host.Deliver(Given.Position(Unit, C, 0, new(2026, 10, 15), knownFrom: null, version: 2)); // its receipt was taken back
        await at.Host.Deliver(Given.StockOut(Unit, C, "2026-10", [], version: 2));
        await at.RefreshStock();
        await Is(at, "stock-availability?period=2026-10", 100m, 2, 2);
        await Is(at, "stock-out-days?period=2026-10&level=clave&code=" + C, null, 0, 0);
    }

    [Fact]
    public async Task A_formulary_says_which_claves_a_unit_keeps()
    {
        var now = at.Host.Clock.GetUtcNow();
        await at.Host.Deliver(new FormularyPublished("U1", 1, now, now, new(2026, 1, 1), [A, "010.000.0101.00"]));
        await Tell(at);
        await at.RefreshStock();
        await Is(at, "stock-availability?period=2026-10", 100m, 1, 1);
        Assert.Equal(1, (await at.Figure("stock-availability?period=2026-10")).ExcludedAs("stock-unknown"));
        const string Excluded = "stock-availability/documents?period=2026-10&side=excluded";
        Assert.Equal(["ALM-13-01", Unit], (await at.Documents(Excluded)).Select(x => x.Facility).Order());
        Assert.Equal(Unit, Assert.Single(await at.Documents(Excluded + "&reason=stock-unknown")).Facility);
        Assert.Equal("ALM-13-01", Assert.Single(await at.Documents(Excluded + "&reason=no-unit")).Facility);
    }

    [Fact]
    public async Task What_waits_for_its_facility_counts_by_itself_when_the_catalogue_tells_of_it()
    {
        await at.Host.Deliver(Given.Position("BCIMB000011", A, 5, new(2026, 9, 1), new(2026, 9, 1)));
        await at.RefreshStock();
        Assert.Equal(1, (await at.Figure("stock-availability?period=2026-10&level=state&code=02")).ExcludedAs("unverified"));
        await at.Host.Deliver(Given.Facility("BCIMB000011"));
        await at.Refresh();
        await Is(at, "stock-availability?period=2026-10&level=state&code=02", 100m, 1, 1);
    }

    [Fact]
    public async Task A_message_that_cannot_be_is_parked_and_figures_say_so()
    {
        await Tell(at);
        await at.RefreshStock();
        foreach (var wrong in (object[])[Given.StockOut(Unit, A, "2026-13", [1]), Given.StockOut(Unit, A, "2026-10", [32]),
            Given.Position(Unit, A, 1, new(2026, 10, 1), new(1066, 1, 1), version: 9)])
            await Park(wrong);
        await at.Refresh();
        Assert.Equal(3, (await at.Figure("stock-availability?period=2026-10")).SetAside);
        Assert.Equal(0, (await at.Figure("ind-a?period=2026-10")).SetAside);
    }

    [Fact]
    public async Task A_handler_or_job_that_fails_once_leaves_the_same_figures()
    {
        var fault = new FailsOnce();
        await using var host = new IndicatorsHost
        {
            Configure = x => x.Services.ConfigureDbContext<IndicatorsDb>(options => options.AddInterceptors(fault)),
        };
        await host.InitializeAsync();
        await host.Host.Deliver(Given.Facility(Unit));
        fault.On = ["stock_pairs", "stock_months", "stock_statements"];
        await Tell(host);
        Assert.Equal(["stock_statements"], fault.On); // the others have failed
        await host.RefreshStock();
        Assert.Empty(fault.On);
        await host.RefreshStock(); // what was set aside is done by the next run
        await Is(host, "stock-out-days?period=2026-10", 18.92m, 7, 37);
    }

    private async Task Park(object message)
    {
        var envelope = message is Contracts.Inventory.StockOutDaysChanged days ? ServiceHost.Envelope(days)
            : ServiceHost.Envelope((Contracts.Inventory.StockPositionChanged)message);
        await at.Host.DeliverOnce(envelope);
        Assert.Contains(envelope.MessageId, await at.Host.Db<IndicatorsDb, List<Guid>>(db => db.Parked.Select(x => x.MessageId)
            .ToListAsync()));
    }

    /// <summary>The next statement that inserts into each of the tables fails.</summary>
    private sealed class FailsOnce : DbCommandInterceptor
    {
        public HashSet<string> On { get; set; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Fail(command);
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Fail(command);
            return new(result);
        }

        private void Fail(DbCommand command)
        {
            if (On.FirstOrDefault(x => command.CommandText.Contains($"INSERT INTO \"{x}\"", StringComparison.Ordinal)
                || command.CommandText.Contains($"INSERT INTO {x} ", StringComparison.Ordinal)) is not { } table)
                return;
            On.Remove(table);
            throw new InvalidOperationException("a fault of the test");
        }
    }
}
