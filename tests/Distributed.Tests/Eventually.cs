namespace Supply.Distributed.Tests;

/// <summary>Looks again and again, and says what never came.</summary>
internal static class Eventually
{
    public static async Task Holds(Func<Task<bool>> condition, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience.Limit, $"It never came: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <returns>What is left when the time is up.</returns>
    public static async Task<IReadOnlyList<string>> Nothing(Func<Task<IReadOnlyList<string>>> left, TimeSpan within)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await left();
            if (found.Count == 0 || TimeProvider.System.GetElapsedTime(began) > within)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }
}
