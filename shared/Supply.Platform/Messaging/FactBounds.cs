using System.Reflection;
using Supply.Contracts;

namespace Supply.Platform.Messaging;

/// <summary>
/// What is true of every fact, whatever it tells. Checked before a handler sees it; the dates inside a fact are the handler's own
/// business.
/// </summary>
public static class FactBounds
{
    private const int DaysAhead = 400; // a version may be recorded for a date to come: a facility's opening, an edition of a list

    /// <exception cref="ImpossibleFactException">A date that cannot be, or an id of zeros.</exception>
    public static void Require<TMessage>(TMessage message, DateTimeOffset now)
    {
        if (Id<TMessage>.Of?.GetValue(message) is Guid id && id == Guid.Empty)
            throw new ImpossibleFactException("Its id is all zeros.");
        if (message is not IFact fact)
            return;
        Require(fact.LocalDate, "local date");
        Require(DateOnly.FromDateTime(fact.OccurredAt.UtcDateTime), "moment of occurrence");
        Require(DateOnly.FromDateTime(fact.RecordedAt.UtcDateTime), "moment of recording");

        void Require(DateOnly date, string what)
        {
            if (date < DateRules.Earliest || date.DayNumber > DateOnly.FromDateTime(now.UtcDateTime).DayNumber + DaysAhead)
                throw new ImpossibleFactException(
                    $"Its {what} is {date:yyyy-MM-dd}; it can be from {DateRules.Earliest:yyyy-MM-dd} to {DaysAhead} days ahead.");
        }
    }

    private static class Id<TMessage>
    {
        public static readonly PropertyInfo? Of = typeof(TMessage).GetProperty("Id") is { } id && id.PropertyType == typeof(Guid) ? id
            : null;
    }
}
