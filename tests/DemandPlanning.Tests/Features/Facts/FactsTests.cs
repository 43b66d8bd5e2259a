using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.DemandPlanning.Domain;
using Supply.DemandPlanning.Persistence;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features.Facts;

/// <summary>Every message is delivered twice by the host, so each test also says that the second one does nothing.</summary>
public sealed class FactsTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string A = "010.000.0104.00", B = "010.000.0105.00";
    private static readonly DateOnly day = new(2026, 10, 5), later = new(2026, 11, 2);

    private Task<List<PairMonth>> Pairs(string facility) =>
        planning.Db(db => db.PairMonths.AsNoTracking().Where(x => x.Facility == facility).OrderBy(x => x.Clave).ThenBy(x => x.Month)
            .ToListAsync());

    private Task<FacilityMonth?> Reported(string facility, int month = 202610) =>
        planning.Db(db => db.FacilityMonths.AsNoTracking().SingleOrDefaultAsync(x => x.Facility == facility && x.Month == month));

    [Fact]
    public async Task Adds_a_prescription_to_its_month_once_however_often_it_comes()
    {
        await planning.Deliver(Prescription("HGIMB000101", day, A, 10, 4));
        await planning.Deliver(Prescription("HGIMB000101", day.AddDays(1), A, 5, 5, kind: "collective"));
        var pair = Assert.Single(await Pairs("HGIMB000101"));
        Assert.Equal((202610, 9L, 15L, 2, DayMask.Of([5, 6])),
            (pair.Month, pair.Dispensed, pair.Prescribed, pair.Documents, pair.DispensedDays));
        Assert.Equal(2, (await Reported("HGIMB000101"))!.Prescriptions);
    }

    [Fact]
    public async Task A_later_delivery_counts_in_its_own_month()
    {
        var id = Guid.CreateVersion7();
        await planning.Deliver(Prescription("HGIMB000102", day, A, 10, 4, id));
        await planning.Deliver(Prescription("HGIMB000102", day, A, 10, 4, id, version: 2,
            deliveries: [new(Guid.CreateVersion7(), At, later, [new(1, 6)])]));
        Assert.Equal([(202610, 4L, 10L), (202611, 6L, 0L)], (await Pairs("HGIMB000102")).Select(x => (x.Month, x.Dispensed, x.Prescribed)));
        Assert.Equal(1, (await Reported("HGIMB000102"))!.Prescriptions);
    }

    [Fact]
    public async Task A_voided_prescription_takes_back_all_that_it_added()
    {
        var id = Guid.CreateVersion7();
        await planning.Deliver(Prescription("HGIMB000103", day, A, 10, 4, id));
        await planning.Deliver(Prescription("HGIMB000103", day, A, 1, 1));
        await planning.Deliver(Prescription("HGIMB000103", day, A, 10, 4, id, version: 2, status: "voided"));
        var pair = Assert.Single(await Pairs("HGIMB000103"));
        Assert.Equal((1L, 1L, 1, DayMask.Of([5])), (pair.Dispensed, pair.Prescribed, pair.Documents, pair.DispensedDays));
        Assert.Equal(1, (await Reported("HGIMB000103"))!.Prescriptions);
    }

    [Fact]
    public async Task An_older_version_after_a_newer_one_does_nothing()
    {
        var id = Guid.CreateVersion7();
        await planning.Deliver(Prescription("HGIMB000104", day, A, 10, 4, id, version: 3));
        await planning.Deliver(Prescription("HGIMB000104", day, A, 99, 99, id, version: 2));
        Assert.Equal((4L, 10L), (await Pairs("HGIMB000104")).Select(x => (x.Dispensed, x.Prescribed)).Single());
    }

    [Fact]
    public async Task Is_kept_out_until_the_catalogue_knows_it()
    {
        var id = Guid.CreateVersion7();
        await planning.Deliver(Prescription("HGIMB000105", day, A, 10, 4, id, unknown: [A]));
        Assert.Empty(await Pairs("HGIMB000105"));
        Assert.Null(await Reported("HGIMB000105"));
        await planning.Deliver(Prescription("HGIMB000105", day, A, 10, 4, id, version: 2));
        Assert.Single(await Pairs("HGIMB000105"));
    }

    [Fact]
    public async Task A_document_may_move_to_another_facility_and_clave()
    {
        var id = Guid.CreateVersion7();
        await planning.Deliver(Prescription("HGIMB000106", day, A, 10, 4, id));
        await planning.Deliver(Prescription("HGIMB000107", later, B, 7, 7, id, version: 2));
        Assert.Empty(await Pairs("HGIMB000106"));
        Assert.Equal((B, 202611, 7L), (await Pairs("HGIMB000107")).Select(x => (x.Clave, x.Month, x.Dispensed)).Single());
        Assert.Equal(0, (await Reported("HGIMB000106"))!.Prescriptions);
    }

    [Fact]
    public async Task Ends_the_same_in_every_order_of_arrival()
    {
        var random = new Random(5);
        var ids = Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7()).ToArray();
        PrescriptionChanged[] History(string facility) =>
        [
            .. ids.SelectMany((id, i) => new[]
            {
                Prescription(facility, day.AddDays(i), i % 2 == 0 ? A : B, 10 + i, 4 + i, Of(facility, id)),
                Prescription(facility, day.AddDays(i % 3), A, 10 + i, i, Of(facility, id), version: 2,
                    more: [new(2, B, 3, 3, SubstituteFor: 1)]),
                Prescription(facility, day.AddDays(i % 3), A, 10 + i, i, Of(facility, id), version: 3, status: i % 4 == 0 ? "voided"
                    : "recorded"),
            }),
        ];

        static Guid Of(string facility, Guid id)
        {
            var bytes = id.ToByteArray();
            (bytes[14], bytes[15]) = ((byte)facility[^2], (byte)facility[^1]);
            return new Guid(bytes);
        }

        foreach (var message in History("HGIMB000111"))
            await planning.Deliver(message);
        var end = (await Pairs("HGIMB000111")).Select(x => (x.Clave, x.Month, x.Dispensed, x.Prescribed, x.Documents, x.DispensedDays))
            .ToArray();
        foreach (var facility in (string[])["HGIMB000112", "HGIMB000113"])
        {
            var messages = History(facility);
            random.Shuffle(messages);
            foreach (var message in messages)
                await planning.Deliver(message);
            Assert.Equal(end, (await Pairs(facility))
                .Select(x => (x.Clave, x.Month, x.Dispensed, x.Prescribed, x.Documents, x.DispensedDays)));
        }
    }

    [Fact]
    public async Task A_message_that_failed_once_then_succeeds_has_one_effect()
    {
        var poison = Prescription("HGIMB000108", day, new string('9', 400), 1, 1);
        var verdicts = await planning.Host.DeliverOnce(ServiceHost.Envelope(poison with { Lines = null! }));
        Assert.NotNull(verdicts.Single().Error);
        Assert.Empty(await Pairs("HGIMB000108"));
        await planning.Deliver(poison with { Lines = [new(1, A, 2, 1)] });
        Assert.Equal(1, (await Pairs("HGIMB000108")).Single().Dispensed);
    }

    [Fact]
    public async Task A_statement_of_no_activity_reports_its_month_until_it_is_corrected()
    {
        DailyReportMade Statement(int version, bool activity) => new("HGIMB000109", version, At, At, day, "13", activity);
        await planning.Host.Deliver(Statement(1, activity: false));
        Assert.Equal(1, (await Reported("HGIMB000109"))!.Statements);
        await planning.Host.Deliver(Statement(3, activity: true));
        Assert.Equal(0, (await Reported("HGIMB000109"))!.Statements);
        await planning.Host.Deliver(Statement(2, activity: false));
        Assert.Equal(0, (await Reported("HGIMB000109"))!.Statements);
    }

    [Fact]
    public async Task Keeps_the_newest_stock_out_days_and_position()
    {
        await planning.Empty("HGIMB000110", A, "2026-10", [1, 31], version: 2);
        await planning.Empty("HGIMB000110", A, "2026-10", [7], version: 1);
        StockPositionChanged Position(int version, long usable) => new("HGIMB000110", A, version, At, At, day, "13", usable, 3, day);
        await planning.Host.Deliver(Position(2, 40));
        await planning.Host.Deliver(Position(1, 99));
        Assert.Equal(DayMask.Of([1, 31]),
            await planning.Db(db => db.StockMonths.Where(x => x.Facility == "HGIMB000110").Select(x => x.EmptyDays).SingleAsync()));
        Assert.Equal(40, await planning.Db(db => db.StockPositions.Where(x => x.Facility == "HGIMB000110").Select(x => x.Usable)
            .SingleAsync()));
    }
}
