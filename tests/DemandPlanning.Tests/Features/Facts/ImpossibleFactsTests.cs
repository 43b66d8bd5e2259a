using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.DemandPlanning;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Features.Cpm;
using Supply.DemandPlanning.Features.Demand;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features.Facts;

/// <summary>Ten thousand facts for each consumer, half by message and half by stream, with one among each half that cannot be.</summary>
public sealed class ImpossibleFactsTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const int Half = 5000;
    private const string A = "010.000.0104.00";
    private static readonly DateOnly mistyped = new(206, 11, 20), ahead = new(2062, 11, 20);

    [Theory]
    [InlineData("count-prescription")]
    [InlineData("count-daily-report")]
    [InlineData("keep-stock-out-days")]
    [InlineData("keep-stock-position")]
    public async Task Each_consumer_takes_all_but_the_one_that_cannot_be(string handler)
    {
        var consumer = planning.Host.Services.GetServices<ISubscription>().Single(x => x.Handler == "planning-" + handler);
        var before = await Kept(handler);
        Envelope[] messages = [.. Facts(handler, 0)], stream = [.. Facts(handler, Half + 1)];
        Assert.All(await consumer.Run(messages, default), x => Assert.Null(x.Error));
        Assert.All(await consumer.Apply(stream, default), x => Assert.Null(x.Error));
        Assert.Equal(before + 2 * Half, await Kept(handler));
        var parked = await planning.Db(db => db.Parked.Where(x => x.Handler == "planning-" + handler).Select(x => x.MessageId)
            .ToListAsync());
        Assert.Equal(new[] { messages[Half / 2].MessageId, stream[Half / 2].MessageId }.Order(), parked.Order());
    }

    [Fact]
    public async Task One_unit_that_cannot_be_computed_has_no_value_and_stops_no_other_and_no_demand()
    {
        await planning.Buyer("ODD", "Impar");
        await planning.Facility("HGIMB000981", buyer: "ODD");
        await planning.Dispense("HGIMB000981", A, "2026-09", 10, 10, 10);
        await planning.Db(db =>
        {
            foreach (var month in (int[])[202607, 202608, 202609])
            {
                db.FacilityMonths.Add(new FacilityMonth { Facility = "HGIMB000980", CurrentFacility = "HGIMB000980", Month = month,
                    Prescriptions = 1 });
                db.PairMonths.Add(new PairMonth
                {
                    Facility = "HGIMB000980", CurrentFacility = "HGIMB000980", Clave = A, Month = month, Documents = 1,
                    Dispensed = long.MaxValue, Prescribed = 1, DispensedDays = 1,
                });
                db.StockMonths.Add(new StockMonth { Facility = "HGIMB000980", CurrentFacility = "HGIMB000980", Clave = A, Month = month,
                    EmptyDays = 0b1111110 });
            }
            return db.SaveChangesAsync();
        });
        await planning.Central.Put("/planning/demand/ODD", new { from = "2027-01", months = 10 });
        var run = await planning.Compute("2026-09", 3);

        Assert.Equal(10m, Assert.Single(await planning.Cpm($"run={run}&level=facility&code=HGIMB000981")).Cpm);
        Assert.Empty(await planning.Cpm($"run={run}&level=facility&code=HGIMB000980"));
        Assert.Equal(100, await planning.Db(db => db.Lines.Where(x => x.Period == "ODD" && x.Buyer == "ODD").Select(x => x.CpmBased)
            .SingleAsync()));
        Assert.Equal(["HGIMB000980"],
            await planning.Db(db => db.SetAside.Where(x => x.Job == "compute-cpm").Select(x => x.Item).ToListAsync()));
    }

    [Fact]
    public async Task A_run_and_its_sums_say_which_units_they_lack()
    {
        await using var own = new PlanningHost(); // demand takes the newest month that has an official run, whoever made it
        await own.InitializeAsync();
        await own.Buyer("LACK", "Falta", state: "21");
        foreach (var (code, buyer) in ((string, string)[])[("PLIMB000985", "LACK"), ("PLIMB000986", "LACK"), ("CLIMB000987", "ELSE")])
        {
            await own.Facility(code, buyer);
            await own.Dispense(code, A, "2025-09", 10, 10, 10);
        }
        await own.Db(db => db.PairMonths.Where(x => x.Facility == "PLIMB000986").ExecuteUpdateAsync(x =>
            x.SetProperty(row => row.Dispensed, long.MaxValue)));
        await own.Empty("PLIMB000986", A, "2025-08", [2, 3]);
        await own.Central.Put("/planning/demand/LACK", new { from = "2027-01", months = 10 });
        var run = await own.Compute("2025-09", 3);

        var answer = (await own.Central.Get($"/planning/cpm/runs/{run}")).Read<GetCpmRun.Response>();
        Assert.Equal(("official", 1, 0), (answer.Standing, answer.SetAside, answer.ClavesSetAside));
        Assert.StartsWith("El cálculo no está completo: 1 unidad no se pudo calcular y no está en las sumas", answer.Notice,
            StringComparison.Ordinal);
        Assert.Equal([(20m, 1), (10m, 1), (10m, 0), (10m, 1), (10m, 0)],
        [
            await Sum("level=nation"), await Sum("level=state&code=21"), await Sum("level=state&code=05"),
            await Sum("level=buyer&code=LACK"), await Sum("level=buyer&code=ELSE"),
        ]);
        var demand = (await own.Central.Get("/planning/demand?period=LACK")).Read<Page<EditionView>>();
        Assert.Equal((run, 1), (demand.Items[0].CpmRun!.Value, demand.Items[0].CpmSetAside));
        Assert.Equal(1, (await own.Host.Outgoing<PlanningDb, CpmComputed>()).Single(x => x.Id == run).SetAside);

        // The next run computes it, and lacks nothing.
        await own.Db(db => db.PairMonths.Where(x => x.Facility == "PLIMB000986").ExecuteUpdateAsync(x =>
            x.SetProperty(row => row.Dispensed, 10)));
        var whole = (await own.Central.Get($"/planning/cpm/runs/{await own.Explore("2025-09", 3)}")).Read<GetCpmRun.Response>();
        Assert.Equal((0, 3), (whole.SetAside, whole.FacilitiesDone));

        async Task<(decimal?, int)> Sum(string query) =>
            Assert.Single(await own.Cpm($"run={run}&clave={A}&{query}")) is var sum ? (sum.Cpm, sum.SetAside) : default;
    }

    private Task<int> Kept(string handler) => planning.Db(db => handler switch
    {
        "count-prescription" => db.Documents.CountAsync(),
        "count-daily-report" => db.Reports.CountAsync(),
        "keep-stock-out-days" => db.StockMonths.CountAsync(),
        _ => db.StockPositions.CountAsync(),
    });

    private static IEnumerable<Envelope> Facts(string handler, int first)
    {
        for (var i = first; i <= first + Half; i++)
        {
            var (odd, facility) = (i == first + Half / 2, $"HGIMB{100000 + i}");
            yield return handler switch
            {
                "count-prescription" => ServiceHost.Envelope(Prescription($"HGIMB10000{i % 10}", odd && first > 0 ? ahead
                    : new DateOnly(2026, 10, 5), A, 1, 1,
                    deliveries: odd && first == 0 ? [new PrescriptionDelivery(Guid.CreateVersion7(), At, mistyped, [])] : null)),
                "count-daily-report" => ServiceHost.Envelope(new DailyReportMade(facility, 1, At, At, odd ? mistyped
                    : new DateOnly(2026, 10, 5), "13", Activity: false)),
                "keep-stock-out-days" => ServiceHost.Envelope(new StockOutDaysChanged(
                    facility, A, odd ? first == 0 ? "0206-11" : "noviembre" : "2026-10", 1, At, At, new DateOnly(2026, 10, 5), [1], false)),
                _ => ServiceHost.Envelope(new StockPositionChanged(
                    facility, A, 1, At, At, odd && first == 0 ? mistyped : new DateOnly(2026, 10, 5), "13", 1, 0, odd ? ahead : null)),
            };
        }
    }
}
