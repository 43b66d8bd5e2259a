using System.Globalization;

namespace Supply.Benchmarks;

/// <summary>Pharmacies that send prescriptions, and what the nation's figure of the month must be after them.</summary>
internal sealed class Pharmacies(Api api, Network network)
{
    public const int PerSecond = 15;

    private static readonly TimeSpan limit = TimeSpan.FromMinutes(5);

    private readonly Random random = new(9);
    private readonly DateOnly date = network.Today.AddDays(-1);
    private long complete, all;

    public string Month => MonthOf(date);
    public string YearBefore => MonthOf(date.AddMonths(-11));

    /// <summary>Sent so far.</summary>
    public (long Complete, long All) Sent => (complete, all);

    /// <summary>So many of each pharmacy, by batch.</summary>
    public async Task Fill(int each)
    {
        await Load.Each(network.Facilities.Length, async i =>
        {
            var batch = Enumerable.Range(0, each).Select(_ => Next(i)).ToList();
            var answers = await api.PostLines(
                "pharmacy", batch[0].Facility, "/dispensing/prescriptions/batch", batch.Select(x => x.BatchLine));
            if (answers.Count(x => x.GetProperty("status").GetString() == "recorded") != each)
                throw new WrongEndException($"{answers.Count} of {each} lines were answered, or one was not recorded: {answers[^1]}");
        });
        await Counted();
    }

    /// <returns>When it is answered.</returns>
    public async Task<Prescription> Put(int i)
    {
        var next = Next(i);
        await api.Put("pharmacy", next.Facility, $"/dispensing/prescriptions/{next.Id}", next.Body);
        return next;
    }

    /// <summary>Until the figure has everything that was sent, once.</summary>
    public async Task Counted()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await Figure() is var found && found != Sent)
        {
            if (found.All > all || TimeProvider.System.GetElapsedTime(began) > limit)
                throw new WrongEndException($"the nation's figure has {found}, not {Sent}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    public async Task<(long Complete, long All)> Figure()
    {
        var answer = await api.Get("auditor", $"/indicators/ind-b?period={Month}");
        return (answer.GetProperty("numerator").GetInt64(), answer.GetProperty("denominator").GetInt64());
    }

    private static string MonthOf(DateOnly x) => x.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private Prescription Next(int i)
    {
        lock (random)
        {
            var facility = network.Facilities[i % network.Facilities.Length];
            var next = network.Prescribe(random, facility, date, TimeSpan.FromMilliseconds(100L * all % 36_000_000));
            (complete, all) = (complete + (next.IsComplete ? 1 : 0), all + 1);
            return next;
        }
    }
}
