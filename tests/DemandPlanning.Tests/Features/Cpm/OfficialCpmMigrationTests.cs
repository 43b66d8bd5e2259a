using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.DemandPlanning.Persistence;
using Supply.Platform.Persistence;

namespace Supply.DemandPlanning.Tests.Features.Cpm;

public sealed class OfficialCpmMigrationTests
{
    private const string Job = "planning-start-monthly-cpm";

    [Fact]
    public async Task Of_the_months_that_the_schedule_computed_the_last_run_becomes_official_and_of_others_none()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.db");
        try
        {
            await using var db = new PlanningDb(new DbContextOptionsBuilder<PlanningDb>()
                .UseSqlite($"Data Source={file};Pooling=False").Options, new Origin(TimeProvider.System));
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("20261125010445_Fills", TestContext.Current.CancellationToken);
            Guid[] ids = [.. Enumerable.Range(0, 7).Select(_ => Guid.CreateVersion7())];
            await Add(db, ids[0], 1, 202609, 12, Job);
            await Add(db, ids[1], 2, 202610, 12, Job, dropped: true); // somebody computed the same months again
            await Add(db, ids[2], 3, 202610, 12, "autora");
            await Add(db, ids[3], 4, 202610, 3, "autora"); // only explored
            await Add(db, ids[4], 5, 202608, 12, "autora");
            await Add(db, ids[5], 6, 202609, 12, Job, finished: false);
            await migrator.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

            var runs = await db.CpmRuns.AsNoTracking().OrderBy(x => x.Number).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal(["official", "proposed", "official", "exploratory", "exploratory", "proposed"], runs.Select(x => x.Standing));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<int> Add(PlanningDb db, Guid id, int number, int asOf, int window, string by, bool finished = true,
        bool dropped = false) =>
        db.Database.ExecuteSqlAsync($"""
            INSERT INTO cpm_runs (id, number, as_of, "window", "by", started_at, finished_at, version, last_facility, facilities_are_done, last_clave,
                facilities_done, dropped, facilities_expected, computed, insufficient, from_demand)
            VALUES ({id}, {number}, {asOf}, {window}, {by}, 1, {(finished ? 2L : null)}, 1, '', 1, '', 0, {dropped}, 0, 0, 0, 0)
            """);
}
