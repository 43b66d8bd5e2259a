using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using static Supply.DemandPlanning.Tests.PlanningHost;

namespace Supply.DemandPlanning.Tests.Features.Facts;

/// <summary>Several copies of the service take the same messages at once; on SQLite, where there is one process, they come in
/// turn.</summary>
public sealed class CopiesTests(PlanningHost planning) : IClassFixture<PlanningHost>
{
    private const string Clave = "010.000.0104.00";
    private static readonly DateOnly day = new(2026, 10, 5);

    [Fact]
    public async Task Prescriptions_of_one_facility_and_clave_are_counted_once_each_in_their_newest_version()
    {
        const string Facility = "HGIMB000701";
        var messages = new List<PrescriptionChanged>();
        for (var i = 0; i < 40; i++)
        {
            var id = Guid.CreateVersion7();
            messages.Add(Prescription(Facility, day.AddDays(i % 5), Clave, 3, 3, id));
            messages.Add(Prescription(Facility, day.AddDays(i % 5), Clave, 3, 2, id, version: 2));
        }
        await planning.Host.DeliverByCopies(messages.Select(ServiceHost.Envelope));

        var pair = await planning.Db(db => db.PairMonths.AsNoTracking().SingleAsync(x => x.Facility == Facility));
        Assert.Equal((40, 80L, 120L), (pair.Documents, pair.Dispensed, pair.Prescribed));
        Assert.Equal(40, (await planning.Db(db => db.FacilityMonths.AsNoTracking()
            .SingleAsync(x => x.Facility == Facility))).Prescriptions);
    }

    [Fact]
    public async Task Of_several_versions_the_newest_stays()
    {
        var facilities = Enumerable.Range(10, 15).SelectMany(unit => Enumerable.Range(1, 3).Select(version =>
            new FacilityPublished($"HGIMB0008{unit}", version, At, At, day, day.AddDays(version), $"v{version}", "13", "healthUnit",
                "America/Mexico_City")));
        var items = Enumerable.Range(10, 15).SelectMany(item => Enumerable.Range(1, 3).Select(version =>
            new ItemPublished($"010.000.77{item}.00", version, At, At, day, $"v{version}", "medicine", null, true, false, false)));
        var positions = Enumerable.Range(10, 15).SelectMany(unit => Enumerable.Range(1, 3).Select(version =>
            new StockPositionChanged($"HGIMB0008{unit}", Clave, version, At, At, day, "13", version, 0, null)));
        await planning.Host.DeliverByCopies([.. facilities.Select(ServiceHost.Envelope), .. items.Select(ServiceHost.Envelope),
            .. positions.Select(ServiceHost.Envelope)]);

        var kept = await planning.Db(db => db.Facilities.AsNoTracking().Where(x => x.Code.StartsWith("HGIMB0008") && x.Latest)
            .Select(x => x.Version).ToListAsync());
        Assert.Equal(Enumerable.Repeat(3, 15), kept);
        Assert.Equal(Enumerable.Repeat(3, 15),
            await planning.Db(db => db.Items.AsNoTracking().Where(x => x.Clave.StartsWith("010.000.77")).Select(x => x.Version)
            .ToListAsync()));
        Assert.Equal(Enumerable.Repeat(3L, 15),
            await planning.Db(db => db.StockPositions.AsNoTracking().Where(x => x.Facility.StartsWith("HGIMB0008")).Select(x => x.Usable)
            .ToListAsync()));
    }
}
