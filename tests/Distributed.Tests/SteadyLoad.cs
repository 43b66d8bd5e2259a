namespace Supply.Distributed.Tests;

/// <summary>
/// A history sent at a steady pace, by so many hands that those who wait for one service do not hold up the others.
/// Where all hands wait, nothing new is begun.
/// </summary>
/// <param name="perSecond">Requests a second.</param>
internal sealed class SteadyLoad(SystemUnderTest system, IReadOnlyList<Act> arriving, int perSecond)
{
    private const int Hands = 64;
    private readonly long began = TimeProvider.System.GetTimestamp();
    private volatile bool ended;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(began);

    /// <summary>A history that lasts about so long.</summary>
    public static Scenario Lasting(TimeSpan time, int perSecond, int seed) =>
        Scenario.Of(seed, new ScenarioSize(Math.Max(3, (int)(time.TotalSeconds * perSecond / RequestsPerDay)), PerUnitAndDay));

    /// <summary>Nothing new from now on. What has been sent is a history as well if it was sent as it happened.</summary>
    public void End() => ended = true;

    public async Task Send()
    {
        using var hands = new SemaphoreSlim(Hands);
        var sending = new List<Task>();
        foreach (var request in Sending.Together(arriving))
        {
            await hands.WaitAsync();
            if (ended || sending.Exists(x => x.IsFaulted))
                break;
            sending.Add(One(request));
            await Task.Delay(TimeSpan.FromSeconds(1.0 / perSecond), TimeProvider.System);
        }
        await Task.WhenAll(sending);

        async Task One(IReadOnlyList<Act> request)
        {
            await system.Send(request, hands: 1);
            hands.Release();
        }
    }

    private const int PerUnitAndDay = 6;
    private const double RequestsPerDay = 50; // as measured: six units with their prescriptions, receipts, orders and shipments
}
