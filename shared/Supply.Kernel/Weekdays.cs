using System.Numerics;

namespace Supply.Kernel;

/// <summary>Days of the week by their numbers of ISO 8601: 1 is Monday, 7 is Sunday. There is at least one.</summary>
public readonly record struct Weekdays
{
    public static readonly Weekdays Every = new(0b1111111);

    private readonly int days; // bit n-1 is day n

    private Weekdays(int days) => this.days = days;

    public IEnumerable<int> Numbers
    {
        get
        {
            var own = days;
            return Enumerable.Range(1, 7).Where(x => (own & Bit(x)) != 0);
        }
    }

    /// <summary>The numbers in order, <c>12345</c>; as it is stored.</summary>
    public string Text => string.Concat(Numbers);

    /// <summary>Null where a number is none of a day, or there is none. One that stands twice counts once.</summary>
    public static Weekdays? Of(IEnumerable<int> numbers)
    {
        var days = 0;
        foreach (var number in numbers)
        {
            if (number is < 1 or > 7)
                return null;
            days |= Bit(number);
        }
        return days == 0 ? null : new(days);
    }

    /// <summary>Of a <see cref="Text"/>; null of one that no version has written.</summary>
    public static Weekdays? Stored(string? text) => text is null ? null : Of(text.Select(x => x - '0'));

    public bool Has(DateOnly date) => (days & Bit(NumberOf(date))) != 0;

    /// <summary>How many dates from the first to the last, both included, are on one of the days.</summary>
    public int Count(DateOnly first, DateOnly last)
    {
        if (last < first)
            return 0;
        var (weeks, rest) = Math.DivRem(last.DayNumber - first.DayNumber + 1, 7);
        var count = weeks * BitOperations.PopCount((uint)days);
        for (var i = 0; i < rest; i++)
            count += Has(last.AddDays(-i)) ? 1 : 0;
        return count;
    }

    public override string ToString() => Text;

    private static int Bit(int number) => 1 << (number - 1);

    private static int NumberOf(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
}
