using Supply.Indicators.Domain;

namespace Supply.Indicators.Tests.Domain;

/// <summary>October 2026 begins on a Thursday; it has five of Thursdays, Fridays and Saturdays.</summary>
public sealed class WeeklyCalendarTests
{
    private static readonly Period october = Period.Parse("2026-10").Value;
    private static readonly DateOnly later = new(2026, 12, 31);

    private static readonly FacilityVersion mondayToFriday = new("HGIMB000011", 1, new(2026, 1, 1), "13", "healthUnit", 1, "U1", true,
        null, null, Weekdays.Of([1, 2, 3, 4, 5]));

    private static (int Facilities, int Days) Expected(Family family, DateOnly today, params FacilityVersion[] versions) =>
        new FacilityDirectory(versions).Expected(family, Group.Nation, october, today);

    [Fact]
    public void Only_the_days_of_its_week_are_expected()
    {
        Assert.Equal((1, 22), Expected(Family.Prescriptions, later, mondayToFriday));
        Assert.Equal((1, 2), Expected(Family.Prescriptions, new(2026, 10, 4), mondayToFriday));
        Assert.Equal((1, 31), Expected(Family.Prescriptions, later, mondayToFriday with { OpenWeekdays = null }));
        Assert.Equal((1, 19), Expected(Family.Prescriptions, later, mondayToFriday with { OpensOn = new(2026, 10, 5),
            ClosesOn = new(2026, 10, 29) }));
    }

    [Fact]
    public void One_that_attends_on_no_day_of_the_period_is_not_expected_in_it() =>
        Assert.Equal((0, 0), new FacilityDirectory([mondayToFriday]).Expected(Family.Prescriptions, Group.Nation,
            Period.Parse("2026-10-03").Value, later));

    [Fact]
    public void Orders_have_no_weekdays() => Assert.Equal((1, 31), Expected(Family.Orders, later, mondayToFriday));

    [Fact]
    public void A_calendar_is_valid_from_the_date_of_its_version() => Assert.Equal((1, 4 + 15), // weekends until the 11th
        Expected(Family.Prescriptions, later, mondayToFriday with { OpenWeekdays = Weekdays.Of([6, 7]) },
            mondayToFriday with { Version = 2, ValidFrom = new(2026, 10, 12) }));

    [Fact]
    public void What_is_reported_on_another_day_is_beside_the_coverage()
    {
        var report = Counts.Of((Counter.Documents, 1));
        Assert.Equal(new Coverage(0, 0, 0, 0), Coverage.OfDay(Family.Prescriptions, mondayToFriday, new(2026, 10, 3), report, later));
        Assert.Equal(new Coverage(1, 1, 1, 1), Coverage.OfDay(Family.Prescriptions, mondayToFriday, new(2026, 10, 2), report, later));
    }

    [Fact]
    public void Another_calendar_counts_otherwise() =>
        Assert.False(mondayToFriday.CountsAs(mondayToFriday with { OpenWeekdays = null }));
}
