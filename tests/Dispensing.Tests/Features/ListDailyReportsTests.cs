using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Catalog;
using Supply.Dispensing.Persistence;
using Supply.Platform.Http;

namespace Supply.Dispensing.Tests.Features;

/// <summary>What a facility has reported of a month, as the coverage of the figures counts it.</summary>
public sealed class ListDailyReportsTests(DispensingHost dispensing) : IClassFixture<DispensingHost>
{
    private readonly string facility = dispensing.Facility();

    [Fact]
    public async Task Each_day_says_whether_it_was_expected_and_what_came()
    {
        await dispensing.Host.Deliver(DispensingHost.Facility(facility) with { OpenWeekdays = [1, 2, 3, 4, 5], OpensOn = new(2026, 6, 3) });
        await Record(8, 8, 13); // a Monday twice, and a Saturday
        Assert.Equal(201, await State(9, activity: false));
        Assert.Equal(201, await State(10, activity: true)); // who says that there was activity has not reported it yet
        Assert.Equal(201, await State(14, activity: false)); // a Sunday

        var month = await Month("2026-06");
        var days = month.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(30, days.Count);
        Assert.Equal([(false, "notExpected", 0), (true, "missing", 0), (true, "reported", 2), (true, "withoutActivity", 0),
            (true, "missing", 0), (false, "reported", 1), (false, "withoutActivity", 0)],
            ((int[])[1, 3, 8, 9, 10, 13, 14]).Select(x => Of(days[x - 1])));
        Assert.Equal(
            (20, 2, 1, 18), (Int(month, "expected"), Int(month, "reporting"), Int(month, "withoutActivity"), Int(month, "missing")));
        Assert.Equal(1, days[8].GetProperty("version").GetInt32());
        Assert.Equal(JsonValueKind.Null, days[7].GetProperty("version").ValueKind);
    }

    [Fact]
    public async Task Days_that_have_not_come_are_ahead_and_not_expected()
    {
        await dispensing.Host.Deliver(DispensingHost.Facility(facility));
        var now = (await dispensing.Pharmacy(facility).Get($"/dispensing/reports/{facility}")).Json;
        var today = Zones.DateAt(dispensing.Host.Clock.GetUtcNow(), Zones.Default);
        Assert.Equal(Kernel.Month.Of(today).ToString(), now.GetProperty("month").GetString());
        Assert.All(now.GetProperty("days").EnumerateArray(), x =>
            Assert.Equal(
                DateOnly.Parse(x.GetProperty("date").GetString()!, null) > today ? (false, "ahead", 0) : (true, "missing", 0), Of(x)));
        Assert.Equal("ahead", Of((await Month("2100-01")).GetProperty("days")[0]).Item2);
    }

    [Fact]
    public async Task A_new_version_of_the_calendar_counts_from_its_date()
    {
        await dispensing.Host.Deliver(DispensingHost.Facility(facility));
        await dispensing.Host.Deliver(DispensingHost.Facility(facility, 2) with { OpenWeekdays = [1], ValidFrom = new(2026, 6, 15) });
        Assert.Equal(14 + 3, Int(await Month("2026-06"), "expected")); // every day to the 14th, then three Mondays
    }

    [Fact]
    public async Task Weekdays_of_before_they_were_kept_come_with_the_catalogue_taken_again()
    {
        var known = DispensingHost.Facility(facility) with { OpenWeekdays = [1] };
        await dispensing.Host.Deliver(known);
        await dispensing.Host.Db<DispensingDb, int>(db => db.Facilities.Where(x => x.Code == facility)
            .ExecuteUpdateAsync(x => x.SetProperty(row => row.OpenWeekdays, (string?)null)));
        Assert.Equal(30, Int(await Month("2026-06"), "expected"));
        var again = ServiceHost.Envelope(known);
        await dispensing.Host.DeliverOnce(again); // the same version under another message
        Assert.Equal(5, Int(await Month("2026-06"), "expected"));
    }

    [Theory]
    [InlineData(FacilityKind.StateWarehouse)]
    [InlineData(null)]
    public async Task Nobody_expects_a_warehouse_or_an_unknown_place_to_report(string? kind)
    {
        if (kind is not null)
            await dispensing.Host.Deliver(DispensingHost.Facility(facility) with { Kind = kind });
        await Record(12);
        var month = await Month("2026-06");
        Assert.Equal((0, 0, 0), (Int(month, "expected"), Int(month, "reporting"), Int(month, "missing")));
        Assert.Equal((false, "reported", 1), Of(month.GetProperty("days")[11]));
    }

    [Fact]
    public async Task Those_of_the_place_read_it_and_a_month_that_is_none_is_refused()
    {
        foreach (var caller in (TestCaller[])[dispensing.Host.As(Roles.State, state: "13"), dispensing.Host.As(Roles.Central)])
            Assert.Equal(200, (await caller.Get($"/dispensing/reports/{facility}?month=2026-06")).Status);
        Assert.Equal(403, (await dispensing.Host.As(Roles.State, state: "02").Get($"/dispensing/reports/{facility}")).Status);
        Assert.Equal(403, (await dispensing.Pharmacy(dispensing.Facility()).Get($"/dispensing/reports/{facility}")).Status);
        foreach (var month in (string[])["2026-13", "octubre", "0001-01", "9999-12"])
            Assert.Equal(
                "month.malformed", (await dispensing.Pharmacy(facility).Get($"/dispensing/reports/{facility}?month={month}")).Code);
        Assert.Equal("facility.malformed", (await dispensing.Pharmacy(facility).Get("/dispensing/reports/X")).Code);
    }

    private async Task Record(params int[] days)
    {
        foreach (var day in days)
            Assert.Equal(201, (await dispensing.Pharmacy(facility).Put(Sample.Path(Sample.NewId()), Sample.Prescription(facility)
                .With("presentedAt", $"2026-06-{day:00}T10:00:00-06:00").With("prescribedOn", null))).Status);
    }

    private async Task<int> State(int day, bool activity) =>
        (await dispensing.Pharmacy(facility).Put($"/dispensing/reports/{facility}/2026-06-{day:00}", new { activity })).Status;

    private async Task<JsonElement> Month(string month) =>
        (await dispensing.Pharmacy(facility).Get($"/dispensing/reports/{facility}?month={month}")).Json;

    private static (bool, string?, int) Of(JsonElement day) =>
        (day.GetProperty("expected").GetBoolean(), day.GetProperty("status").GetString(), Int(day, "prescriptions"));

    private static int Int(JsonElement x, string member) => x.GetProperty(member).GetInt32();
}
