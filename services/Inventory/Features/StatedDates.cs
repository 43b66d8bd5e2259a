using Supply.Platform.Persistence;

namespace Supply.Inventory.Features;

/// <summary>
/// When something happened, from what a person said of it. A date without a time is the start of that day for goods that
/// come in and its end for goods that leave, so that within a day nothing leaves before it came; never later than now.
/// </summary>
internal static class StatedDates
{
    /// <summary>When goods came in: the instant if it was told, else the start of the day.</summary>
    /// <param name="notBefore">They were on their way until then.</param>
    public static Outcome<DateTimeOffset> Arrival(
        DateOnly date, DateTimeOffset? instant, DateTimeOffset now, string zone, DateTimeOffset? notBefore = null,
        string on = "receivedOn", string at = "receivedAt")
    {
        if ((Refusals.Date(date, now, zone, on) ?? Contradicting(date, instant, now, zone, at)) is { } why)
            return why;
        var arrived = instant?.ToMicroseconds() ?? StartOf(date, zone);
        if (notBefore is not { } dispatched)
            return arrived;
        if (instant is not null && arrived < dispatched - DateRules.ClockSkew)
            return BeforeDispatch(dispatched, zone, at);
        if (instant is null && date < Zones.DateAt(dispatched, zone))
            return BeforeDispatch(dispatched, zone, on);
        return Later(arrived, dispatched);
    }

    /// <summary>
    /// When pieces left or were found gone: the instant if it was told, else the end of the day, now where nothing is told.
    /// </summary>
    public static Outcome<DateTimeOffset> Departure(
        DateOnly? date, DateTimeOffset? instant, DateTimeOffset now, string zone, string on, string at)
    {
        var day = date ?? Zones.DateAt(instant ?? now, zone);
        if ((Refusals.Date(day, now, zone, on) ?? Contradicting(day, instant, now, zone, at)) is { } why)
            return why;
        if (instant is { } told)
            return told.ToMicroseconds();
        return date is { } said && EndOf(said, zone) is var end && end < now ? end : now;
    }

    public static DateTimeOffset StartOf(DateOnly date, string zone)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        var there = TimeZoneInfo.FindSystemTimeZoneById(zone);
        while (there.IsInvalidTime(midnight)) // where summer time begins at midnight
            midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, there.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static DateTimeOffset EndOf(DateOnly date, string zone) => StartOf(date.AddDays(1), zone).AddMicroseconds(-1);

    private static Refusal? Contradicting(DateOnly date, DateTimeOffset? instant, DateTimeOffset now, string zone, string at) =>
        instant is not { } told ? null
        : Refusals.Moment(told, now, at) is { } why ? why
        : Zones.DateAt(told, zone) is var there && there != date
            ? Refusals.DatesContradict(there, date, at)
        : null;

    private static Refusal BeforeDispatch(DateTimeOffset dispatched, string zone, string field) =>
        Refusals.ReceivedBeforeDispatch(TimeZoneInfo.ConvertTime(dispatched, TimeZoneInfo.FindSystemTimeZoneById(zone)), field);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
