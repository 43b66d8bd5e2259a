namespace Supply.Distributed.Tests;

/// <summary>
/// A history sent at a steady pace, by so many hands that those who wait for one service do not hold up the others.
/// Where all hands wait, nothing new is begun.
/// </summary>
/// <param name="parts">It ends after one of them.</param>
/// <param name="perSecond">Requests a second.</param>
internal sealed class SteadyLoad(SystemUnderTest system, IEnumerable<IReadOnlyList<Act>> parts, int perSecond)
{
    private const int Hands = 64;
    private readonly long began = TimeProvider.System.GetTimestamp();
    private volatile bool ended;

    /// <summary>How many acts were begun.</summary>
    public int Sent { get; private set; }

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(began);

    /// <summary>A history that lasts about so long.</summary>
    public static Scenario Lasting(TimeSpan time, int perSecond, int seed) =>
        Scenario.Of(seed, new ScenarioSize(Math.Max(3, (int)(time.TotalSeconds * perSecond / RequestsPerDay)), PerUnitAndDay));

    /// <summary>No new part from now on, but what the catalogue would have said in them: it ends as in the whole history.</summary>
    public void End() => ended = true;

    public async Task Send()
    {
        using var hands = new SemaphoreSlim(Hands);
        var sending = new List<Task>();
        foreach (var request in parts.SelectMany(Begin))
        {
            await hands.WaitAsync();
            if (sending.Exists(x => x.IsFaulted))
                break;
            Sent += request.Count;
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

    private IEnumerable<IReadOnlyList<Act>> Begin(IReadOnlyList<Act> part) =>
        Sending.Together(ended ? [.. part.Where(x => x is CodeChanged or FacilityArrives)] : part);

    private const int PerUnitAndDay = 6;
    private const double RequestsPerDay = 50; // as measured: six units with their prescriptions, receipts, orders and shipments
}
