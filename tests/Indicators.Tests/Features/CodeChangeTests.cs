using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Indicators.Tests.Features;

/// <summary>Facilities get other codes. Today is 15 October 2026.</summary>
public sealed class CodeChangeTests
{
    private static readonly DateOnly day = new(2026, 10, 12);

    [Fact]
    public async Task What_the_old_code_had_is_the_new_ones_and_two_old_codes_make_one_reported_day()
    {
        await using var at = await Started();
        foreach (var code in (string[])["HGSSA000011", "HGSSA000021"])
        {
            await at.Host.Deliver(Given.Facility(code, unitType: "OLD"));
            await at.Host.Deliver(Given.Prescription(code, day, Given.Line(1, 1)));
        }
        await at.Host.Deliver(Given.Order("HGSSA000011", day, "supplied"));
        await at.Refresh();
        Assert.Equal(new ReportedAnswer(2, 2), (await at.Figure("ind-b?period=2026-10-12&level=state&code=13")).Coverage.FacilityDays);

        await at.Host.Deliver(Given.Facility("HGIMB000011", unitType: "NEW") with { Predecessors = ["HGSSA000011", "HGSSA000021"] });
        await Followed(at);
        await at.Refresh();
        await at.Host.Deliver(Given.Prescription("HGSSA000011", day, Given.Line(1, 0))); // written under the old code all the same
        await at.Refresh();

        foreach (var code in (string[])["HGIMB000011", "HGSSA000011", "HGSSA000021"])
        {
            var own = await at.Figure($"ind-b?period=2026-10-12&level=facility&code={code}");
            Assert.Equal(("HGIMB000011", 2, 3, new ReportedAnswer(1, 1)),
                (own.Code, own.Numerator, own.Denominator, own.Coverage.FacilityDays));
            Assert.Equal(3, (await at.Documents($"ind-b/documents?period=2026-10&level=facility&code={code}")).Count);
        }
        var state = await at.Figure("ind-b?period=2026-10&level=state&code=13");
        Assert.Equal((2, 3, new ReportedAnswer(1, 1), new ReportedAnswer(1, 15)),
            (state.Numerator, state.Denominator, state.Coverage.Facilities, state.Coverage.FacilityDays));
        Assert.Equal(("available", 1), (await at.Figure("ind-a?period=2026&level=facility&code=HGIMB000011") is var a
            ? (a.Status, a.Numerator) : default));
        Assert.Equal(3, (await at.Figure("ind-b?period=2026&level=unitType&code=NEW")).Denominator);
        Assert.Equal(0, (await at.Figure("ind-b?period=2026&level=unitType&code=OLD")).Denominator);
        var parts = await at.Page("ind-b/breakdown?period=2026-10&by=facility&level=state&code=13");
        Assert.Equal(["HGIMB000011"], parts.Items.Select(x => x.Code));
        Assert.All(await at.Host.Db<IndicatorsDb, List<string>>(db => db.Log.Where(x => x.Kind == DocumentKind.Prescription)
            .Select(x => x.Facility).ToListAsync()),
            x => Assert.StartsWith("HGSSA", x, StringComparison.Ordinal));
        Assert.Contains("0 facility-days put right, 0 figures changed", (await at.Host.Run("indicators", "rebuild")).Note,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_is_followed_to_its_end_and_a_change_that_is_taken_back_is_followed_back()
    {
        await using var at = await Started();
        await at.Host.Deliver(Given.Facility("HGSSA000011"));
        await at.Host.Deliver(Given.Prescription("HGSSA000011", day, Given.Line(1, 1)));
        await at.Host.Deliver(Given.Facility("HGIMB000011") with { Predecessors = ["HGSSA000011"] });
        await Followed(at);
        await at.Host.Deliver(Given.Facility("HGIMB000021") with { Predecessors = ["HGIMB000011"] });
        await Followed(at);
        await at.Refresh();
        Assert.Equal(("HGIMB000021", 1), await at.Figure("ind-b?period=2026-10&level=facility&code=HGSSA000011") is var x
            ? (x.Code, x.Denominator) : default);

        await at.Host.Deliver(Given.Facility("HGIMB000021", version: 2));
        await at.Host.Deliver(Given.Facility("HGIMB000011", version: 2));
        await Followed(at);
        await at.Refresh();
        Assert.Equal(("HGSSA000011", 1), await at.Figure("ind-b?period=2026-10&level=facility&code=HGSSA000011") is var y
            ? (y.Code, y.Denominator) : default);
        Assert.Equal((0, "not-available"), await at.Figure("ind-b?period=2026-10&level=facility&code=HGIMB000021") is var z
            ? (z.Denominator, z.Status) : default);
        await at.Host.Run("indicators", "rebuild");
    }

    [Fact]
    public async Task What_was_published_stays_and_the_next_restatement_says_why()
    {
        await using var at = await Started();
        await at.Host.Deliver(Given.Facility("HGSSA000011"));
        await at.Host.Deliver(Given.Prescription("HGSSA000011", day, Given.Line(1, 1)));
        await at.Close();
        at.Host.Clock.Set(new(2026, 10, 20, 18, 0, 0, TimeSpan.Zero));
        await at.Host.Deliver(Given.Facility("HGIMB000011") with { Predecessors = ["HGSSA000011"] });
        await Followed(at);
        await at.Close();

        var before = await at.Figure("ind-b?period=2026-10-12&level=facility&code=HGSSA000011&asOf=2026-10-17");
        Assert.Equal(("HGSSA000011", 1, 1, null), (before.Code, before.Denominator, before.Publication, before.Restated));
        Assert.Equal("HGSSA000011",
            Assert.Single(await at.Documents("ind-b/documents?period=2026-10-12&level=facility&code=HGSSA000011&asOf=2026-10-17"))
                .Facility);
        var unknownThen = await at.Dashboard.Get("/indicators/ind-b?period=2026-10-12&level=facility&code=HGIMB000011&asOf=2026-10-17");
        Assert.Equal(404, unknownThen.Status);

        var after = await at.Figure("ind-b?period=2026-10-12&level=facility&code=HGSSA000011&asOf=2026-10-20");
        Assert.Equal(("HGIMB000011", 1, 1), (after.Code, after.Denominator, after.Publication));
        Assert.Equal("HGIMB000011",
            Assert.Single(await at.Documents("ind-b/documents?period=2026-10-12&level=facility&code=HGSSA000011&asOf=2026-10-20"))
                .Facility);
        var emptied = await at.Host.Db<IndicatorsDb, Publication>(db => db.Publications.SingleAsync(x =>
            x.Code == "HGSSA000011" && x.Period == "2026-10-12" && x.Version == 2
                && x.Family == Supply.Indicators.Domain.Family.Prescriptions));
        Assert.Equal((Publication.FacilityCode, true), (emptied.Reason, emptied.Counts.IsZero));
        Assert.EndsWith(" 0 differ", (await at.Host.Run("indicators", "rebuild")).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rebuild_says_nothing_of_documents_that_are_following_a_change()
    {
        await using var at = await Started();
        await at.Host.Deliver(Given.Facility("HGSSA000011"));
        await at.Host.Deliver(Given.Prescription("HGSSA000011", day, Given.Line(1, 1)));
        await at.Host.Deliver(Given.Prescription("HGSSA000011", day, Given.Line(1, 0)));
        await at.Refresh();
        await at.Host.Deliver(Given.Facility("HGIMB000011") with { Predecessors = ["HGSSA000011"] });
        foreach (var _ in (int[])[1, 2]) // the change is in the log, then one of two documents has followed
        {
            await at.Host.Db<IndicatorsDb, int>(db => db.Write(() => new FollowFacilityCode(db).Follow(FacilityCode.Stored("HGSSA000011"),
                FacilityCode.Stored("HGIMB000011"), atMost: 1, default), default));
            Assert.Contains(" 0 facility-days put right, ", (await at.Host.Run("indicators", "rebuild")).Note, StringComparison.Ordinal);
        }
        await Followed(at);
        await at.Refresh();
        Assert.Equal(("HGIMB000011", 1, 2), await at.Figure("ind-b?period=2026-10&level=facility&code=HGSSA000011") is var x
            ? (x.Code, x.Numerator, x.Denominator) : default);
        Assert.Contains("0 facility-days put right, 0 figures changed", (await at.Host.Run("indicators", "rebuild")).Note,
            StringComparison.Ordinal);
    }

    private static async Task<IndicatorsHost> Started()
    {
        var at = new IndicatorsHost();
        await at.InitializeAsync();
        return at;
    }

    private static Task Followed(IndicatorsHost at) => at.Host.Services.GetRequiredService<FollowCodeChanges>().Finish();
}
