using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Tests.Features;

/// <summary>Closes, rebuilds and long answers do a bounded part of the work, and say so. Today is 15 October 2026.</summary>
public sealed class BoundedWorkTests : IAsyncLifetime
{
    private static readonly DateOnly day = new(2026, 10, 12);

    private readonly IndicatorsHost at = new();

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        await at.Host.Deliver(Given.Facility("HGIMB000011"));
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task A_day_whose_facts_cannot_be_counted_yet_waits_and_the_others_are_closed()
    {
        await using var slow = new IndicatorsHost { Settings = new Dictionary<string, string?> { ["Indicators:CountAtMost"] = "30" } };
        await slow.InitializeAsync();
        await slow.Host.Deliver(Given.Facility("HGIMB000011"));
        await slow.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)));
        await slow.Host.Deliver(Given.Prescription("HGIMB000011", day.AddDays(-1), Given.Line(1, 1)));
        for (string? note = ""; note is not null;)
            note = (await slow.Host.Run("indicators", "refresh-figures")).Note;
        // More than a run and a close count.
        for (var i = 0; i < 300; i++)
            await slow.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)), times: 1);
        Assert.Contains("the next one goes on", (await slow.Host.Run("indicators", "refresh-figures")).Note, StringComparison.Ordinal);
        var run = await slow.Host.Run("indicators", "close-periods");
        Assert.Contains(
            "1 days have facts that are not counted yet; the close goes on within ten minutes", run.Note, StringComparison.Ordinal);
        Assert.True((await slow.Figure("ind-b?period=2026-10-11")).Final);
        Assert.False((await slow.Figure("ind-b?period=2026-10-12")).Final);

        for (string? note = "goes on"; note?.Contains("goes on", StringComparison.Ordinal) == true;)
            note = (await slow.Host.Run("indicators", "continue-close")).Note;
        Assert.True((await slow.Figure("ind-b?period=2026-10-12")).Final);
        Assert.Equal(0, (await slow.Host.Run("indicators", "continue-close")).Items); // nothing is left to go on with
    }

    [Fact]
    public async Task A_day_that_was_restated_more_often_than_is_made_at_once_is_verified_whole()
    {
        for (var i = 0; i < 10; i++)
        {
            at.Host.Clock.Set(new(2026, 10, 17 + i, 18, 0, 0, TimeSpan.Zero));
            await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, i % 2)));
            await at.Close();
        }
        var made = await at.Host.Db<IndicatorsDb, int>(db => db.Publications.CountAsync());
        Assert.Equal(10, await at.Host.Db<IndicatorsDb, int>(db =>
            db.Publications.Where(x => x.Level == Dimension.Nation && x.Period == "2026-10-12" && x.Family == Family.Prescriptions)
            .MaxAsync(x => x.Version)));
        Assert.EndsWith($" {made} publications made again, 0 differ", (await at.Host.Run("indicators", "rebuild")).Note,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_of_three_centuries_is_read_in_pages_and_no_file_is_without_end()
    {
        await at.Host.Deliver(Given.Prescription("HGIMB000011", day, Given.Line(1, 1)));
        await at.Refresh();
        var path = "/indicators/ind-b/series?from=1900&to=2200&grain=day&limit=3&after=2026-10-11";
        var page = (await at.Dashboard.Get(path)).Read<Listed<FigureAnswer>>();
        Assert.Equal([("2026-10-12", 1L), ("2026-10-13", 0L), ("2026-10-14", 0L)], page.Items.Select(x => (x.Period, x.Denominator)));
        Assert.Equal(1, page.Items[1].Coverage.FacilityDays.Expected);
        Assert.Equal("indicators.range", (await at.Dashboard.Get("/indicators/ind-b/series?from=1900&to=2200&grain=day&format=csv")).Code);
        var years = await at.Dashboard.Get("/indicators/ind-b/series?from=1900&to=2200&grain=year&format=csv");
        Assert.Equal((200, 303), (years.Status, years.Text.Split("\r\n").Length));
    }

    [Fact]
    public async Task A_spreadsheet_takes_no_cell_for_a_formula()
    {
        await at.Host.Deliver(Given.Facility("HGIMB000021", unitType: "=HYPERLINK(\"x\")"));
        await at.Host.Deliver(Given.Prescription("HGIMB000021", day, Given.Line(1, 1)));
        await at.Refresh();
        var csv = await at.Dashboard.Get("/indicators/ind-b/breakdown?period=2026-10&by=unitType&format=csv");
        Assert.Contains(",\"'=HYPERLINK(", csv.Text, StringComparison.Ordinal);
    }
}
