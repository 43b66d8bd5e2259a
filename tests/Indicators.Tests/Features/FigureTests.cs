using Supply.Contracts.Catalog;
using Supply.Platform.Http;

namespace Supply.Indicators.Tests.Features;

/// <summary>Each test has a state of its own; today is 15 October 2026.</summary>
public sealed class FigureTests(IndicatorsHost at) : IClassFixture<IndicatorsHost>
{
    private static readonly DateOnly day = new(2026, 10, 14);

    [Fact]
    public async Task Before_any_prescription_there_is_no_rate_and_silence_shows()
    {
        await at.Host.Deliver(Given.Facility("BCIMB000011"));
        await at.Refresh();
        var state = await at.Figure("ind-b?period=2026-10&level=state&code=02");
        Assert.Equal(("not-available", (decimal?)null, 0, 0), (state.Status, state.Value, state.Numerator, state.Denominator));
        Assert.Equal((new ReportedAnswer(0, 1), new ReportedAnswer(0, 15)), (state.Coverage.Facilities, state.Coverage.FacilityDays));
        var facility = await at.Figure("ind-b?period=2026-10-14&level=facility&code=BCIMB000011");
        Assert.Equal(("not-available", new ReportedAnswer(0, 1), false), (facility.Status, facility.Coverage.FacilityDays, facility.Final));
        Assert.Equal("not-available", (await at.Figure("ind-b?period=1999")).Status);
        Assert.Equal(("not-applicable", "not-available"),
            ((await at.Figure("ind-b-hospital?period=2026&level=facility&code=BCIMB000011")).Status,
            (await at.Figure("ind-a?period=2026&level=facility&code=BCIMB000011")).Status));
    }

    [Fact]
    public async Task A_state_shows_how_many_of_its_units_have_reported()
    {
        foreach (var code in (string[])["CCIMB000011", "CCIMB000021", "CCIMB000031"])
            await at.Host.Deliver(Given.Facility(code));
        await at.Host.Deliver(Given.Facility("ALM-04-01", kind: "stateWarehouse"));
        await at.Host.Deliver(Given.Facility("CCIMB000041", opens: new(2026, 10, 15)));
        await at.Host.Deliver(Given.Prescription("CCIMB000011", day, Given.Line(3, 3)));
        await at.Host.Deliver(Given.Prescription("CCIMB000011", day,
            Given.Line(3, 1, reason: "stockOut")) with { PossibleDuplicate = true });
        await at.Host.Deliver(Given.Report("CCIMB000021", day));
        await at.Refresh();

        var state = await at.Figure("ind-b?period=2026-10-14&level=state&code=04");
        Assert.Equal(("available", 50.00m, 1, 2), (state.Status, state.Value, state.Numerator, state.Denominator));
        Assert.Equal((new ReportedAnswer(2, 3), new ReportedAnswer(2, 3)), (state.Coverage.Facilities, state.Coverage.FacilityDays));
        Assert.Equal((1, new ReasonAnswer("stockOut", 1)), (state.PossibleDuplicates, Assert.Single(state.Incomplete!)));
        var month = await at.Figure("ind-b?period=2026-10&level=state&code=04");
        Assert.Equal((new ReportedAnswer(2, 4), new ReportedAnswer(2, 3 * 15 + 1)),
            (month.Coverage.Facilities, month.Coverage.FacilityDays));

        await at.Host.Deliver(Given.Report("CCIMB000021", day, activity: true, version: 2));
        await at.Host.Deliver(Given.Report("CCIMB000021", day));
        await at.Refresh();
        Assert.Equal(new ReportedAnswer(1, 4), (await at.Figure("ind-b?period=2026-10&level=state&code=04")).Coverage.Facilities);
    }

    [Fact]
    public async Task What_the_catalogue_does_not_know_yet_counts_by_itself_when_it_arrives()
    {
        var prescription = Given.Prescription("CMIMB000011", day, Given.Line(1, 1));
        await at.Host.Deliver(prescription);
        await at.Host.Deliver(Given.Order("CMIMB000011", day, "supplied"));
        await at.Refresh();
        var before = await at.Figure("ind-b?period=2026-10&level=state&code=06");
        Assert.Equal(("not-available", 0, 1), (before.Status, before.Denominator, before.ExcludedAs("unverified")));
        Assert.Equal(1, (await at.Figure("ind-a?period=2026-10&level=facility&code=CMIMB000011")).ExcludedAs("unverified"));
        Assert.Equal("unverified",
            Assert.Single(await at.Documents("ind-b/documents?period=2026-10&level=state&code=06&side=excluded")).Reason);

        await at.Host.Deliver(Given.Facility("CMIMB000011", kind: "hospital"));
        await at.Refresh();
        var after = await at.Figure("ind-b?period=2026-10&level=state&code=06");
        Assert.Equal(("available", 100m, 1, 0), (after.Status, after.Value, after.Denominator, after.ExcludedAs("unverified")));
        Assert.Equal(1, (await at.Figure("ind-a?period=2026-10&level=facility&code=CMIMB000011")).Numerator);
        Assert.Equal(1, (await at.Figure("ind-b-hospital?period=2026&level=state&code=06")).Denominator);
        Assert.Equal(prescription.Id,
            Assert.Single(await at.Documents("ind-b-hospital/documents?period=2026&level=state&code=06")).DocumentId);
    }

    [Fact]
    public async Task An_older_version_after_a_newer_one_does_nothing_and_a_moved_document_leaves_its_place()
    {
        foreach (var code in (string[])["CSIMB000011", "CSIMB000021"])
            await at.Host.Deliver(Given.Facility(code));
        var first = Given.Prescription("CSIMB000011", day, Given.Line(5, 5));
        await at.Host.Deliver(first with { Version = 2, Facility = "CSIMB000021", LocalDate = day.AddDays(-1),
            Lines = [Given.Line(5, 2)] });
        await at.Host.Deliver(first);
        await at.Refresh();
        Assert.Equal((0, 1), await Counted("ind-b?period=2026-10&level=facility&code=CSIMB000021"));
        Assert.Equal("not-available", (await at.Figure("ind-b?period=2026-10&level=facility&code=CSIMB000011")).Status);

        await at.Host.Deliver(first with { Version = 3, Lines = [Given.Line(5, 5)] });
        await at.Refresh();
        Assert.Equal((1, 1), await Counted("ind-b?period=2026-10&level=facility&code=CSIMB000011"));
        Assert.Equal((0, 0), await Counted("ind-b?period=2026-10&level=facility&code=CSIMB000021"));
        Assert.Equal((1, 1), await Counted("ind-b?period=2026-10&level=state&code=07"));
        await at.Host.Deliver(first with { Version = 4, Status = "voided" });
        await at.Refresh();
        Assert.Equal(1, (await at.Figure("ind-b?period=2026-10&level=state&code=07")).ExcludedAs("voided"));
    }

    [Fact]
    public async Task A_message_that_failed_has_no_effect_until_it_succeeds()
    {
        await at.Host.Deliver(Given.Facility("DFIMB000011"));
        var good = Given.Prescription("DFIMB000011", day, Given.Line(1, 1));
        Assert.NotNull(Assert.Single(await at.Host.DeliverOnce(ServiceHost.Envelope(good with { Lines = null! }))).Error);
        await at.Host.Deliver(good);
        await at.Refresh();
        Assert.Equal((1, 1), await Counted("ind-b?period=2026-10&level=state&code=09"));
    }

    [Fact]
    public async Task Orders_count_by_destination_and_the_catalogue_may_change_what_a_clave_is()
    {
        await at.Host.Deliver(Given.Facility("GRIMB000011"));
        await at.Host.Deliver(Given.Facility("ALM-12-01", kind: "stateWarehouse"));
        await at.Host.Deliver(Given.Order("GRIMB000011", day, "supplied", Given.OrderLine(10, 10)));
        await at.Host.Deliver(Given.Order("GRIMB000011", day, "inSupply", Given.OrderLine(10, 4)));
        await at.Host.Deliver(Given.Order("GRIMB000011", day, "supplied", Given.OrderLine(1, 1, "070.000.0012.00")));
        await at.Host.Deliver(Given.Order("ALM-12-01", day, "supplied"));
        await at.Host.Deliver(Given.Order("GRIMB000011", day, "rejected"));
        await at.Refresh();
        var state = await at.Figure("ind-a?period=2026&level=state&code=12");
        Assert.Equal((50m, 1, 2, 1, 1, 1), (state.Value, state.Numerator, state.Denominator, state.ExcludedAs("not-medicine-or-supply"),
            state.ExcludedAs("warehouse-replenishment"), state.ExcludedAs("rejected")));
        Assert.Equal(new ReportedAnswer(1, 1), state.Coverage.States);
        Assert.Equal((1, 1), await Counted("ind-a-replenishment?period=2026&level=state&code=12"));
        Assert.Equal((14, 20), await Counted("ind-a-pieces?period=2026&level=state&code=12"));
        Assert.Equal("not-applicable", (await at.Figure("ind-a?period=2026&level=facility&code=ALM-12-01")).Status);
        Assert.Equal(23, (await at.Figure("ind-a?period=2026")).Coverage.States!.Expected);

        var recorded = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        await at.Host.Deliver(new ItemPublished("070.000.0012.00", 2, recorded, recorded, day, "Reactivo", "medicalSupply"));
        await at.Host.Deliver(new ItemPublished("070.000.0012.00", 1, recorded, recorded, day, "Reactivo", "other"));
        await at.Refresh();
        Assert.Equal((2, 3), await Counted("ind-a?period=2026&level=state&code=12"));
    }

    [Fact]
    public async Task A_poll_costs_nothing_while_nothing_changes()
    {
        await at.Host.Deliver(Given.Facility("MNIMB000011"));
        await at.Host.Deliver(Given.Prescription("MNIMB000011", day, Given.Line(1, 1)));
        await at.Refresh();
        const string path = "/indicators/ind-b?period=2026-10&level=state&code=16";
        var first = await at.Dashboard.Get(path);
        Assert.NotNull(first.ETag);
        await at.Refresh();
        var again = await at.Dashboard.Get(path, first.ETag);
        Assert.Equal((304, ""), (again.Status, again.Text));
        await at.Host.Deliver(Given.Prescription("MNIMB000011", day, Given.Line(1, 0)));
        await at.Refresh();
        var changed = await at.Dashboard.Get(path, first.ETag);
        Assert.Equal(200, changed.Status);
        Assert.NotEqual(first.ETag, changed.ETag);
    }

    [Fact]
    public async Task Series_have_no_gaps_and_breakdowns_add_up()
    {
        await at.Host.Deliver(Given.Facility("MSIMB000011", unitType: "NB 1", rural: true));
        await at.Host.Deliver(Given.Facility("MSIMB000021", unitType: "NB 2", rural: false, kind: "hospital", level: 2));
        await at.Host.Deliver(Given.Prescription("MSIMB000011", day, Given.Line(1, 1)));
        await at.Host.Deliver(Given.Prescription("MSIMB000021", day.AddDays(-2), Given.Line(1, 0)));
        await at.Refresh();

        var series = await at.Page("ind-b/series?from=2026-10-11&to=2026-10-14&grain=day&level=state&code=17");
        Assert.Equal(new (string, decimal?)[] { ("2026-10-11", null), ("2026-10-12", 0m), ("2026-10-13", null), ("2026-10-14", 100m) },
            series.Items.Select(x => (x.Period, x.Value)));
        Assert.All(series.Items, x => Assert.Equal(2, x.Coverage.FacilityDays.Expected));
        var page = await at.Page("ind-b/series?from=2026-10-11&to=2026-10-14&level=state&code=17&limit=3");
        var rest = await at.Page($"ind-b/series?from=2026-10-11&to=2026-10-14&level=state&code=17&after={page.Next}");
        Assert.Equal(["2026-10-14"], rest.Items.Select(x => x.Period));

        var facilities = await at.Page("ind-b/breakdown?period=2026-10&by=facility&level=state&code=17");
        Assert.Equal([("MSIMB000011", 1L), ("MSIMB000021", 0L)], facilities.Items.Select(x => (x.Code, x.Numerator)));
        Assert.Equal((1, 1), await Counted("ind-b?period=2026-10&level=unitType&code=NB 1"));
        var kinds = await at.Page("ind-b/breakdown?period=2026-10&by=rural");
        Assert.Equal(["rural", "urban"], kinds.Items.Select(x => x.Code));
        var csv = await at.Dashboard.Get("/indicators/ind-b/breakdown?period=2026-10&by=facility&level=state&code=17&format=csv");
        Assert.Equal(("text/csv", 4), (csv.MediaType, csv.Text.Split("\r\n").Length));
        Assert.StartsWith("indicator,period,level,code,status,value", csv.Text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("ind-b,2026-10,facility,MSIMB000021,available,0,0,1,0,1,1,1,15,,false,ind-b-1,", csv.Text,
            StringComparison.Ordinal);
        var documents = await at.Dashboard.Get("/indicators/ind-b/documents?period=2026-10&level=unitLevel&code=2&format=csv");
        Assert.Contains("MSIMB000021,2026-10-12,true,unstated,false,0,1", documents.Text, StringComparison.Ordinal);
    }

    private async Task<(long Numerator, long Denominator)> Counted(string path) => await at.Figure(path) is var x
        ? (x.Numerator, x.Denominator) : default;

    [Fact]
    public async Task A_unit_has_to_report_on_the_days_of_its_week()
    {
        var unit = Given.Facility("NTIMB000011") with { OpenWeekdays = [1, 2, 3, 4, 5] };
        await at.Host.Deliver(unit, times: 2);
        await at.Host.Deliver(Given.Prescription("NTIMB000011", new(2026, 10, 10), Given.Line(1, 1))); // a Saturday
        await at.Refresh();
        var state = await at.Figure("ind-b?period=2026-10&level=state&code=18");
        Assert.Equal((1, new ReportedAnswer(0, 1), new ReportedAnswer(0, 11)),
            (state.Denominator, state.Coverage.Facilities, state.Coverage.FacilityDays)); // 1 to 15 October without two weekends
        await at.Host.Deliver(Given.Facility("NTIMB000011", version: 2)); // as versions before this field tell it
        await at.Refresh();
        state = await at.Figure("ind-b?period=2026-10&level=state&code=18");
        Assert.Equal((1, new ReportedAnswer(1, 1), new ReportedAnswer(1, 15)),
            (state.Denominator, state.Coverage.Facilities, state.Coverage.FacilityDays));
    }
}
