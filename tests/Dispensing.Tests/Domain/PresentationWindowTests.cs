using Supply.Dispensing.Domain;

namespace Supply.Dispensing.Tests.Domain;

public sealed class PresentationWindowTests
{
    private static readonly DateTimeOffset now = new(2026, 10, 15, 18, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, false)]
    [InlineData(24, false)]
    [InlineData(24.01, true)]
    [InlineData(-400 * 24, false)]
    [InlineData(-400.01 * 24, true)]
    public void Holds_what_is_more_than_a_day_ahead_or_400_days_old(double hours, bool held) =>
        Assert.Equal(held, new PresentationWindow(400).Holds(now.AddHours(hours), now));
}
