using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Indicators;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>Each test has a service of its own, because it moves the clock.</summary>
public sealed class PublicationTests : IAsyncLifetime
{
    private static readonly DateOnly day = new(2026, 10, 14);

    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
        await at.Host.Deliver(Given.Facility("HGIMB000021", kind: "hospital", level: 2));
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(3, 3)));
        await at.Host.Deliver(Given.Prescription("HGIMB000021", day, Given.Line(3, 1)));
        await at.Host.Deliver(Given.Order("HGIMB000021", day, "supplied"));
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task A_day_closes_when_it_has_ended_everywhere_and_the_days_of_grace_have_passed()
    {
        At(16, 6); // still the 15th in Tijuana
        await at.Close();
        Assert.False((await at.Figure("ind-b?period=2026-10-14")).Final);
        Assert.Equal(404, (await at.Dashboard.Get("/indicators/ind-b?period=2026-10-14&asOf=2026-10-16")).Status);

        At(17, 8);
        await at.Close();
        var closed = await at.Figure("ind-b?period=2026-10-14");
        Assert.Equal((true, 50m, 1), (closed.Final, closed.Value, closed.Publication));
        Assert.Equal(closed.Value, (await at.Figure("ind-b?period=2026-10-14&asOf=2026-10-17")).Value);
        Assert.False((await at.Figure("ind-b?period=2026-10")).Final);
        var told = await at.Host.Outgoing<IndicatorsDb, FillRatePublished>();
        var nation = Assert.Single(told, x => x is { Indicator: "ind-b", Period: "2026-10-14", Level: "nation" });
        Assert.Equal((1, 50m, 1, 2, "ind-b-1", "available"), (nation.Version, nation.Value, nation.Numerator, nation.Denominator,
            nation.Rule, nation.Status));

        await at.Close();
        Assert.Equal(told.Count, (await at.Host.Outgoing<IndicatorsDb, FillRatePublished>()).Count);
    }

    [Fact]
    public async Task A_late_prescription_makes_a_restatement_and_the_published_figure_stays_readable()
    {
        At(17, 8);
        await at.Close();
        At(20, 12);
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 0)));
        await at.Refresh();
        var running = await at.Figure("ind-b?period=2026-10-14&level=state&code=13");
        Assert.Equal((false, 33.33m, 3), (running.Final, running.Value, running.Denominator));
        Assert.Equal(50m, (await at.Figure("ind-b?period=2026-10-14&level=state&code=13&asOf=2026-10-20")).Value);

        At(21, 8);
        await at.Close();
        var restated = await at.Figure("ind-b?period=2026-10-14&level=state&code=13");
        Assert.Equal((true, 33.33m, 2), (restated.Final, restated.Value, restated.Publication));
        var first = await at.Figure("ind-b?period=2026-10-14&level=state&code=13&asOf=2026-10-20");
        Assert.Equal((50m, 1, 2, 1), (first.Value, first.Numerator, first.Denominator, first.Publication));
        Assert.Equal(33.33m, (await at.Figure("ind-b?period=2026-10-14&level=state&code=13&asOf=2026-10-21T12:00:00-06:00")).Value);
        Assert.Equal(2, (await at.Documents("ind-b/documents?period=2026-10-14&level=state&code=13&asOf=2026-10-20")).Count);
        Assert.Equal(3, (await at.Documents("ind-b/documents?period=2026-10-14&level=state&code=13&asOf=2026-10-21")).Count);
        Assert.Single(await at.Documents("ind-b-hospital/documents?period=2026-10-14&asOf=2026-10-21"));
        Assert.Single(
            await at.Documents("ind-a/documents?period=2026-10-14&level=facility&code=HGIMB000021&asOf=2026-10-21&side=numerator"));
        var months = await at.Page("ind-b/breakdown?period=2026-10-14&by=facility&level=state&code=13&asOf=2026-10-20");
        Assert.Equal([100m, 0m], months.Items.Select(x => x.Value));
        Assert.Equal(1, (await at.Figure("ind-b?period=2026-10-14&level=facility&code=HGIMB000021")).Publication);
    }

    [Fact]
    public async Task Closes_that_were_missed_are_made_once_and_in_order_with_days_on_which_nobody_reported()
    {
        At(17, 8);
        await at.Close();
        at.Host.Clock.Set(new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero));
        await at.Close();
        await at.Close();
        var closed = await at.Host.Db<IndicatorsDb, List<Publication>>(db => db.Publications.AsNoTracking()
            .Where(x => x.Level == Supply.Indicators.Domain.Dimension.Nation && x.Family == Supply.Indicators.Domain.Family.Prescriptions)
            .ToListAsync());
        Assert.Equal(["2026-10"], closed.Where(x => x.Period.Length < 10).Select(x => x.Period).Order(StringComparer.Ordinal));
        Assert.Equal(18 + 3, closed.Count(x => x.Period.Length == 10)); // 14 October to 3 November
        Assert.All(closed, x => Assert.Equal(1, x.Version));
        var silent = await at.Figure("ind-b?period=2026-10-29");
        Assert.Equal(("not-available", true, new ReportedAnswer(0, 2)), (silent.Status, silent.Final, silent.Coverage.FacilityDays));
        var month = await at.Figure("ind-b?period=2026-10&level=state&code=13");
        Assert.Equal((true, new ReportedAnswer(2, 2 * 31)), (month.Final, month.Coverage.FacilityDays));
        var year = await at.Figure("ind-b?period=2026");
        Assert.Equal((false, new ReportedAnswer(2, 2 * 309)), (year.Final, year.Coverage.FacilityDays)); // to 5 November
    }

    [Fact]
    public async Task Everything_can_be_made_again_from_the_log()
    {
        await LiveOn();
        var run = await at.Host.Run("indicators", "rebuild");
        Assert.Contains("0 facility-days put right, 0 figures changed", run.Note, StringComparison.Ordinal);
        Assert.EndsWith(" 0 differ", run.Note, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 publications", run.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tally_that_was_tampered_with_is_found_and_put_right()
    {
        await LiveOn();
        await at.Host.Db<IndicatorsDb, int>(db => db.Figures
            .Where(x => x.Level == Supply.Indicators.Domain.Dimension.Facility && x.Code == "HGIMB000011" && x.Period == "2026-10-14")
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Counts,
                Supply.Indicators.Domain.Counts.Of((Supply.Indicators.Domain.Counter.Counted, 99)))));
        await at.Refresh();
        Assert.Equal(99, (await at.Figure("ind-b?period=2026-10-14&level=facility&code=HGIMB000011")).Denominator);
        var red = await Assert.ThrowsAsync<InvalidOperationException>(() => at.Host.Run("indicators", "rebuild"));
        Assert.Contains(" 1 facility-days put right", red.Message, StringComparison.Ordinal);
        Assert.EndsWith(" 0 differ", red.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await at.Figure("ind-b?period=2026-10-14&level=facility&code=HGIMB000011")).Denominator);
        Assert.Contains("0 facility-days put right", (await at.Host.Run("indicators", "rebuild")).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publication_cannot_be_changed_and_one_that_was_is_found()
    {
        await LiveOn();
        Task<int> Tamper() => at.Host.Db<IndicatorsDb, int>(db =>
            db.Publications.Where(x => x.Period == "2026-10-14" && x.Code == "13"
            && x.Family == Supply.Indicators.Domain.Family.Prescriptions && x.Version == 2)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.Expected, 1)));
        await Assert.ThrowsAnyAsync<Exception>(Tamper);
        await Assert.ThrowsAnyAsync<Exception>(() => at.Host.Db<IndicatorsDb, int>(db => db.Log.ExecuteDeleteAsync()));

        await at.Host.Db<IndicatorsDb, int>(db => db.Database.ExecuteSqlRawAsync(
            db.Database.IsSqlite() ? "DROP TRIGGER publications_refuses_update"
            : db.Database.IsNpgsql() ? "DROP TRIGGER publications_refuses ON publications" : "DROP TRIGGER publications_refuses"));
        Assert.Equal(1, await Tamper());
        var red = await Assert.ThrowsAsync<InvalidOperationException>(() => at.Host.Run("indicators", "rebuild"));
        Assert.EndsWith(" 1 differ: Prescriptions 2026-10-14 State 13 v2", red.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_sees_what_a_rebuild_found()
    {
        var run = await at.Host.As(Roles.Operator).Post("/indicators/ops/jobs/rebuild/run?wait=60");
        Assert.Equal((200, "done"), (run.Status, run.Json.GetProperty("status").GetString()));
    }

    // Closes with a facility that becomes a hospital, an unknown one, orders, a late document, and a restatement.
    private async Task LiveOn()
    {
        At(17, 8);
        await at.Close();
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 0)));
        await at.Host.Deliver(Given.Prescription("HGIMB000031", day.AddDays(1), Given.Line(1, 1)));
        await at.Host.Deliver(Given.Facility("HGIMB000011", kind: "hospital", version: 2, level: 2, unitType: "H",
            validFrom: new(2026, 10, 15)));
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day.AddDays(1), Given.Line(1, 1)));
        await at.Host.Deliver(Given.Report("HGIMB000021", day.AddDays(1)));
        At(19, 8);
        await at.Close();
        await at.Host.Deliver(Given.Facility("HGIMB000031", closes: new(2026, 10, 25)));
        at.Host.Clock.Set(new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero));
        await at.Close();
    }

    private void At(int october, int hour) => at.Host.Clock.Set(new(2026, 10, october, hour, 0, 0, TimeSpan.Zero));
}
